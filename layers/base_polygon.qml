<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|Forms|MapTips|Temporal" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="kind" forceraster="0" symbollevels="0" enableorderby="0">
    <categories>
      <category symbol="0" value="admin" label="行政区界" type="string" render="true"/>
      <category symbol="1" value="extent" label="行政区（仅名称）" type="string" render="true"/>
    </categories>
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map"><Option type="QString" name="color" value="255,255,255,0"/><Option type="QString" name="style" value="no"/><Option type="QString" name="outline_color" value="201,184,214,255"/><Option type="QString" name="outline_style" value="dash dot"/><Option type="QString" name="outline_width" value="0.3"/><Option type="QString" name="outline_width_unit" value="MM"/></Option></layer></symbol>
      <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map"><Option type="QString" name="color" value="255,255,255,0"/><Option type="QString" name="style" value="no"/><Option type="QString" name="outline_style" value="no"/></Option></layer></symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style isExpression="1" fieldName='"name"' fontFamily="Noto Sans CJK SC" fontSize="7" fontSizeUnit="Point" textColor="167,155,176,255" textOpacity="1" namedStyle="Regular"><families><family name="Noto Sans CJK SC"/><family name="Source Han Sans SC"/><family name="Microsoft YaHei"/><family name="PingFang SC"/><family name="WenQuanYi Micro Hei"/><family name="sans-serif"/></families><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.9" bufferJoinStyle="128"/></text-style>
      <text-format wrapChar="" autoWrapLength="0" multilineAlign="3"/>
      <placement placement="1" centroidInside="1" priority="0"/>
      <rendering drawLabels="1" obstacle="0" obstacleFactor="1" displayAll="0" mergeLines="1" limitNumLabels="0" scaleVisibility="1" scaleMin="1" scaleMax="400000" fontLimitPixelSize="0"/>
      
    </settings>
  </labeling>
  <layerGeometryType>2</layerGeometryType>
</qgis>
