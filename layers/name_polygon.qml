<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|Forms|MapTips|Temporal" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="''" forceraster="0" symbollevels="0" enableorderby="0">
    <categories>
      <category symbol="0" value="" label="" type="string" render="true"/>
    </categories>
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map"><Option type="QString" name="style" value="no"/><Option type="QString" name="outline_style" value="no"/></Option></layer></symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style isExpression="1" fieldName="&quot;name&quot; || if(&quot;precision&quot; in ('area','district','extent'), '（约）', '')" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" textColor="34,34,34,255" textOpacity="1" namedStyle="Regular"><families><family name="Noto Sans CJK SC"/><family name="Source Han Sans SC"/><family name="Microsoft YaHei"/><family name="PingFang SC"/><family name="WenQuanYi Micro Hei"/><family name="sans-serif"/></families><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.9" bufferJoinStyle="128"/></text-style>
      <text-format wrapChar="" autoWrapLength="0" multilineAlign="3"/>
      <placement placement="4" polygonPlacementFlags="2" priority="4"/>
      <rendering drawLabels="1" obstacle="1" obstacleFactor="1" displayAll="0" mergeLines="0" limitNumLabels="0" scaleVisibility="0" fontLimitPixelSize="0"/>
      <dd_properties><Option type="Map"><Option type="QString" name="name" value=""/><Option type="Map" name="properties"><Option type="Map" name="Show"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="array_length(array_filter(string_to_array(&quot;shown_in&quot;), array_contains(@map_layer_ids, @element) AND (@map_start_time IS NULL OR to_int(regexp_substr(@element, '_([0-9]+)_')) = 0 OR (to_int(regexp_substr(@element, '_([0-9]+)_')) &gt;= year(@map_start_time) AND to_int(regexp_substr(@element, '_([0-9]+)_')) &lt;= year(@map_end_time - make_interval(seconds:=1)))))) &gt; 0"/><Option type="int" name="type" value="3"/></Option><Option type="Map" name="Size"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value='if("works", 8.5, 7)'/><Option type="int" name="type" value="3"/></Option><Option type="Map" name="Color"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="CASE WHEN &quot;kind&quot; = 'waterway' THEN '#0B4F8A' WHEN &quot;works&quot; THEN '#222222' ELSE '#6A6A6A' END"/><Option type="int" name="type" value="3"/></Option><Option type="Map" name="Priority"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value='4 + if("works", 2, 0)'/><Option type="int" name="type" value="3"/></Option></Option><Option type="QString" name="type" value="collection"/></Option></dd_properties>
    </settings>
  </labeling>
  <layerGeometryType>2</layerGeometryType>
</qgis>
