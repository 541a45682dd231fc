<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|Forms|MapTips|Temporal" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="kind" forceraster="0" symbollevels="0" enableorderby="0">
    <categories>
      <category symbol="0" value="waterway" label="河道" type="string" render="true"/>
      <category symbol="1" value="road" label="道路" type="string" render="true"/>
    </categories>
    <symbols>
      <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map"><Option type="QString" name="line_color" value="203,227,242,255"/><Option type="QString" name="line_width" value="0.9"/><Option type="QString" name="line_width_unit" value="MM"/><Option type="QString" name="capstyle" value="round"/><Option type="QString" name="joinstyle" value="round"/><Option type="QString" name="line_style" value="solid"/><Option type="QString" name="use_custom_dash" value="0"/><Option type="QString" name="customdash" value="2;2"/><Option type="QString" name="customdash_unit" value="MM"/></Option></layer></symbol>
      <symbol type="line" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map"><Option type="QString" name="line_color" value="218,218,218,255"/><Option type="QString" name="line_width" value="0.7"/><Option type="QString" name="line_width_unit" value="MM"/><Option type="QString" name="capstyle" value="round"/><Option type="QString" name="joinstyle" value="round"/><Option type="QString" name="line_style" value="solid"/><Option type="QString" name="use_custom_dash" value="0"/><Option type="QString" name="customdash" value="2;2"/><Option type="QString" name="customdash_unit" value="MM"/></Option></layer><layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map"><Option type="QString" name="line_color" value="250,250,250,255"/><Option type="QString" name="line_width" value="0.4"/><Option type="QString" name="line_width_unit" value="MM"/><Option type="QString" name="capstyle" value="round"/><Option type="QString" name="joinstyle" value="round"/><Option type="QString" name="line_style" value="solid"/><Option type="QString" name="use_custom_dash" value="0"/><Option type="QString" name="customdash" value="2;2"/><Option type="QString" name="customdash_unit" value="MM"/></Option></layer></symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style isExpression="1" fieldName='"name"' fontFamily="Noto Sans CJK SC" fontSize="6.5" fontSizeUnit="Point" textColor="154,154,154,255" textOpacity="1" namedStyle="Regular"><families><family name="Noto Sans CJK SC"/><family name="Source Han Sans SC"/><family name="Microsoft YaHei"/><family name="PingFang SC"/><family name="WenQuanYi Micro Hei"/><family name="sans-serif"/></families><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.9" bufferJoinStyle="128"/></text-style>
      <text-format wrapChar="" autoWrapLength="0" multilineAlign="3"/>
      <placement placement="3" placementFlags="10" dist="0.3" distUnits="MM" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" priority="1"/>
      <rendering drawLabels="1" obstacle="0" obstacleFactor="1" displayAll="0" mergeLines="1" limitNumLabels="0" scaleVisibility="1" scaleMin="1" scaleMax="120000" fontLimitPixelSize="0"/>
      <dd_properties><Option type="Map"><Option type="QString" name="name" value=""/><Option type="Map" name="properties"><Option type="Map" name="Color"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="if(&quot;kind&quot; = 'waterway', '#7FA9C4', '#9A9A9A')"/><Option type="int" name="type" value="3"/></Option></Option><Option type="QString" name="type" value="collection"/></Option></dd_properties>
    </settings>
  </labeling>
  <layerGeometryType>1</layerGeometryType>
</qgis>
