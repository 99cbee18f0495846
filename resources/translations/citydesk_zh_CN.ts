<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CaseTexts</name>
    <message>
        <source>Report</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Take on</source>
        <translation>接办</translation>
    </message>
    <message>
        <source>Send an inspector to verify</source>
        <translation>派监督员核实</translation>
    </message>
    <message>
        <source>Report what was verified</source>
        <translation>反馈核实结果</translation>
    </message>
    <message>
        <source>Merge into another case</source>
        <translation>并入其他案卷</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>File</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Handled on the spot: close</source>
        <translation>自行处置并结案</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>Return to the acceptor</source>
        <translation>退回受理员</translation>
    </message>
    <message>
        <source>File again</source>
        <translation>重新立案</translation>
    </message>
    <message>
        <source>Cancel the case</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Dispatch again</source>
        <translation>重新派遣</translation>
    </message>
    <message>
        <source>Return to the dispatcher</source>
        <translation>退回派遣员</translation>
    </message>
    <message>
        <source>Assign a handler</source>
        <translation>指派处置人员</translation>
    </message>
    <message>
        <source>Take the assignment back</source>
        <translation>撤回指派</translation>
    </message>
    <message>
        <source>Return to the department</source>
        <translation>退回专业部门</translation>
    </message>
    <message>
        <source>Report that it is handled</source>
        <translation>提交处置结果</translation>
    </message>
    <message>
        <source>Send back to the handler</source>
        <translation>退回处置人员</translation>
    </message>
    <message>
        <source>Confirm that it is handled</source>
        <translation>确认处置完成</translation>
    </message>
    <message>
        <source>Send back for rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Forward to the acceptor</source>
        <translation>转受理员核查</translation>
    </message>
    <message>
        <source>Send an inspector to check</source>
        <translation>派监督员核查</translation>
    </message>
    <message>
        <source>Not passed: send back for rework</source>
        <translation>核查不通过，返工</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>解除挂账</translation>
    </message>
    <message>
        <source>Force the close</source>
        <translation>强制结案</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>监督员</translation>
    </message>
    <message>
        <source>Hotline</source>
        <translation>热线</translation>
    </message>
    <message>
        <source>Acceptor</source>
        <translation>受理员</translation>
    </message>
    <message>
        <source>Shift leader</source>
        <translation>值班长</translation>
    </message>
    <message>
        <source>Dispatcher</source>
        <translation>派遣员</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>专业部门</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>处置人员</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;New city…</source>
        <translation>新建城市库(&amp;N)…</translation>
    </message>
    <message>
        <source>Make a new, empty city file</source>
        <translation>新建一个空的城市库文件</translation>
    </message>
    <message>
        <source>&amp;Open city…</source>
        <translation>打开城市库(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a city file</source>
        <translation>打开城市库文件</translation>
    </message>
    <message>
        <source>Open the &amp;sample city</source>
        <translation>打开示例城市(&amp;S)</translation>
    </message>
    <message>
        <source>A made-up city to try things out</source>
        <translation>用于试用的虚构城市</translation>
    </message>
    <message>
        <source>&amp;Save view</source>
        <translation>保存视图(&amp;S)</translation>
    </message>
    <message>
        <source>Edits are saved as they are made; this keeps what the map shows</source>
        <translation>编辑随时保存；此命令保存地图的当前显示</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>保存副本(&amp;C)…</translation>
    </message>
    <message>
        <source>A consistent copy of the city, photos included</source>
        <translation>城市库的一致副本，包括照片</translation>
    </message>
    <message>
        <source>&amp;Import layers…</source>
        <translation>导入图层(&amp;I)…</translation>
    </message>
    <message>
        <source>Load files of other programs into the city</source>
        <translation>将其他软件的文件导入城市库</translation>
    </message>
    <message>
        <source>&amp;Export layer…</source>
        <translation>导出图层(&amp;E)…</translation>
    </message>
    <message>
        <source>Hand a layer out as shapefile, GeoPackage, GeoJSON, CSV or XLSX</source>
        <translation>将图层导出为 Shapefile、GeoPackage、GeoJSON、CSV 或 XLSX</translation>
    </message>
    <message>
        <source>&amp;Print map…</source>
        <translation>打印地图(&amp;P)…</translation>
    </message>
    <message>
        <source>Map sheet as PDF, picture or on the printer</source>
        <translation>将图幅输出为 PDF、图片或打印</translation>
    </message>
    <message>
        <source>C&amp;heck city…</source>
        <translation>检查城市库(&amp;H)…</translation>
    </message>
    <message>
        <source>Integrity of the file, its indexes and its photos</source>
        <translation>检查文件、索引和照片的完整性</translation>
    </message>
    <message>
        <source>City p&amp;roperties…</source>
        <translation>城市库属性(&amp;R)…</translation>
    </message>
    <message>
        <source>File, coordinate system, layers</source>
        <translation>文件、坐标系、图层</translation>
    </message>
    <message>
        <source>C&amp;lose city</source>
        <translation>关闭城市库(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last change, also one of an earlier day</source>
        <translation>撤回最近的更改，包括以前日期的更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Select &amp;all of the layer</source>
        <translation>全选图层要素(&amp;A)</translation>
    </message>
    <message>
        <source>Select &amp;nothing of the layer</source>
        <translation>取消选择图层要素(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Clear the whole selection</source>
        <translation>清除全部选择(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Invert the selection of the layer</source>
        <translation>反选图层要素(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Delete the selected features…</source>
        <translation>删除所选要素(&amp;D)…</translation>
    </message>
    <message>
        <source>Undo brings them back</source>
        <translation>可用“撤销”恢复</translation>
    </message>
    <message>
        <source>C&amp;opy a coordinate</source>
        <translation>复制坐标(&amp;O)</translation>
    </message>
    <message>
        <source>Click the map: the place goes to the clipboard</source>
        <translation>点击地图，将该处坐标复制到剪贴板</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Roads, addresses, places, parcels, cases, coordinates, layers, commands</source>
        <translation>道路、地址、地点、宗地、案卷、坐标、图层、命令</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>平移(&amp;P)</translation>
    </message>
    <message>
        <source>Drag the map</source>
        <translation>拖动地图</translation>
    </message>
    <message>
        <source>&amp;Zoom to a box</source>
        <translation>拉框缩放(&amp;Z)</translation>
    </message>
    <message>
        <source>Drag a box, or click</source>
        <translation>拖出矩形框，或点击</translation>
    </message>
    <message>
        <source>&amp;Identify</source>
        <translation>查看(&amp;I)</translation>
    </message>
    <message>
        <source>Click the map to see what is there</source>
        <translation>点击地图，查看该处的内容</translation>
    </message>
    <message>
        <source>Measure &amp;length</source>
        <translation>量距离(&amp;L)</translation>
    </message>
    <message>
        <source>Measure &amp;area</source>
        <translation>量面积(&amp;A)</translation>
    </message>
    <message>
        <source>Zoom i&amp;n</source>
        <translation>放大(&amp;N)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Full extent</source>
        <translation>全图(&amp;F)</translation>
    </message>
    <message>
        <source>The whole city</source>
        <translation>显示整个城市</translation>
    </message>
    <message>
        <source>Zoom to the &amp;selection</source>
        <translation>缩放至所选(&amp;S)</translation>
    </message>
    <message>
        <source>Zoom to the la&amp;yer</source>
        <translation>缩放至图层(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一视图(&amp;B)</translation>
    </message>
    <message>
        <source>The view before</source>
        <translation>返回之前的视图</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>下一视图(&amp;W)</translation>
    </message>
    <message>
        <source>The view after</source>
        <translation>前往之后的视图</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Draw the map anew</source>
        <translation>重新绘制地图</translation>
    </message>
    <message>
        <source>New boo&amp;kmark…</source>
        <translation>新建书签(&amp;K)…</translation>
    </message>
    <message>
        <source>Remember this view</source>
        <translation>记住当前视图</translation>
    </message>
    <message>
        <source>Show book&amp;marks</source>
        <translation>显示书签(&amp;M)</translation>
    </message>
    <message>
        <source>Named &amp;maps…</source>
        <translation>命名地图(&amp;M)…</translation>
    </message>
    <message>
        <source>View, visible layers and styles under a name, kept in the city</source>
        <translation>以一个名称将视图、可见图层和样式存入城市库</translation>
    </message>
    <message>
        <source>Show la&amp;bels</source>
        <translation>显示标注(&amp;B)</translation>
    </message>
    <message>
        <source>Names and numbers on the map</source>
        <translation>在地图上显示名称和编号</translation>
    </message>
    <message>
        <source>Base ma&amp;p…</source>
        <translation>底图(&amp;P)…</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>Show or hide the pa&amp;nels</source>
        <translation>显示或隐藏面板(&amp;N)</translation>
    </message>
    <message>
        <source>Map onl&amp;y</source>
        <translation>仅显示地图(&amp;Y)</translation>
    </message>
    <message>
        <source>Without panels and bars; again brings them back</source>
        <translation>隐藏面板和工具栏；再次执行可恢复</translation>
    </message>
    <message>
        <source>&amp;Dock all panels</source>
        <translation>停靠所有面板(&amp;D)</translation>
    </message>
    <message>
        <source>Floating panels go back to their places</source>
        <translation>浮动面板回到原位</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>属性表(&amp;T)</translation>
    </message>
    <message>
        <source>The rows of the layer</source>
        <translation>图层的行</translation>
    </message>
    <message>
        <source>Table of the &amp;selected rows</source>
        <translation>所选行的属性表(&amp;S)</translation>
    </message>
    <message>
        <source>Table of the rows in &amp;view</source>
        <translation>视图内行的属性表(&amp;V)</translation>
    </message>
    <message>
        <source>St&amp;yle…</source>
        <translation>样式(&amp;Y)…</translation>
    </message>
    <message>
        <source>Colours, symbols, labels</source>
        <translation>颜色、符号、标注</translation>
    </message>
    <message>
        <source>&amp;Filter…</source>
        <translation>筛选(&amp;F)…</translation>
    </message>
    <message>
        <source>Show only rows that meet a condition</source>
        <translation>仅显示符合条件的行</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制图层(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Group…</source>
        <translation>分组(&amp;G)…</translation>
    </message>
    <message>
        <source>Put the layer into a group of the tree</source>
        <translation>将图层放入图层树的分组</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>删除(&amp;M)…</translation>
    </message>
    <message>
        <source>Delete the layer from the city</source>
        <translation>从城市库中删除图层</translation>
    </message>
    <message>
        <source>&amp;Properties…</source>
        <translation>属性(&amp;P)…</translation>
    </message>
    <message>
        <source>Origin, fields, coordinate system, role, search</source>
        <translation>来源、字段、坐标系、角色、搜索</translation>
    </message>
    <message>
        <source>Sho&amp;w all layers</source>
        <translation>显示所有图层(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Hide all layers</source>
        <translation>隐藏所有图层(&amp;H)</translation>
    </message>
    <message>
        <source>Add a &amp;column…</source>
        <translation>添加列(&amp;C)…</translation>
    </message>
    <message>
        <source>A new column, filled by an expression</source>
        <translation>用表达式填充的新列</translation>
    </message>
    <message>
        <source>Column s&amp;tatistics…</source>
        <translation>列统计(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Log an incident</source>
        <translation>上报案件(&amp;L)</translation>
    </message>
    <message>
        <source>Click the place, then fill in the form</source>
        <translation>点击位置，然后填写表单</translation>
    </message>
    <message>
        <source>Incident l&amp;ist</source>
        <translation>案件列表(&amp;I)</translation>
    </message>
    <message>
        <source>Print &amp;case sheet…</source>
        <translation>打印案卷单(&amp;C)…</translation>
    </message>
    <message>
        <source>Number, place, map, photos, deadline, signatures</source>
        <translation>案卷号、位置、地图、照片、截止时间、签字</translation>
    </message>
    <message>
        <source>&amp;Parcel card</source>
        <translation>宗地卡片(&amp;P)</translation>
    </message>
    <message>
        <source>Click a parcel to see its card</source>
        <translation>点击宗地查看其卡片</translation>
    </message>
    <message>
        <source>Find a parcel by &amp;code…</source>
        <translation>按代码查找宗地(&amp;C)…</translation>
    </message>
    <message>
        <source>Select by click or &amp;rectangle</source>
        <translation>点选或矩形选择(&amp;R)</translation>
    </message>
    <message>
        <source>Select by &amp;polygon</source>
        <translation>多边形选择(&amp;P)</translation>
    </message>
    <message>
        <source>Select by r&amp;adius</source>
        <translation>半径选择(&amp;A)</translation>
    </message>
    <message>
        <source>Select by &amp;value…</source>
        <translation>按值选择(&amp;V)…</translation>
    </message>
    <message>
        <source>Select by e&amp;xpression…</source>
        <translation>按表达式选择(&amp;X)…</translation>
    </message>
    <message>
        <source>Select by &amp;location…</source>
        <translation>按位置选择(&amp;L)…</translation>
    </message>
    <message>
        <source>Features near or inside those of another layer</source>
        <translation>位于另一图层要素附近或内部的要素</translation>
    </message>
    <message>
        <source>&amp;Join by code…</source>
        <translation>按代码连接(&amp;J)…</translation>
    </message>
    <message>
        <source>Match a list with a layer by a number or code</source>
        <translation>按编号或代码将列表与图层匹配</translation>
    </message>
    <message>
        <source>&amp;SQL console</source>
        <translation>SQL 控制台(&amp;S)</translation>
    </message>
    <message>
        <source>One read-only statement, with the functions of SpatiaLite</source>
        <translation>一条只读语句，可用 SpatiaLite 函数</translation>
    </message>
    <message>
        <source>&amp;English</source>
        <translation>English(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Chinese</source>
        <translation>中文(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>首选项(&amp;P)…</translation>
    </message>
    <message>
        <source>Language, keys, memory, name</source>
        <translation>语言、快捷键、内存、姓名</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Show the &amp;log file</source>
        <translation>显示日志文件(&amp;L)</translation>
    </message>
    <message>
        <source>A record that you can send; no personal data is in it</source>
        <translation>可发送的记录，不含个人数据</translation>
    </message>
    <message>
        <source>&amp;About CityDesk</source>
        <translation>关于 CityDesk(&amp;A)</translation>
    </message>
    <message>
        <source>A raster file, a folder of tiles or a web map below the layers</source>
        <translation>图层下面的栅格文件、瓦片文件夹或网络地图</translation>
    </message>
    <message>
        <source>&amp;User guide</source>
        <translation>用户指南(&amp;U)</translation>
    </message>
    <message>
        <source>First steps and all main jobs, without a network</source>
        <translation>入门步骤和全部主要工作，不需要网络</translation>
    </message>
    <message>
        <source>&amp;Buffer…</source>
        <translation>缓冲区(&amp;B)…</translation>
    </message>
    <message>
        <source>What lies within a distance of features, as a new layer</source>
        <translation>与要素相距一定距离以内的范围，成为新图层</translation>
    </message>
    <message>
        <source>&amp;Dissolve…</source>
        <translation>融合(&amp;D)…</translation>
    </message>
    <message>
        <source>Features that agree in a field become one, as a new layer</source>
        <translation>字段值相同的要素合为一个，成为新图层</translation>
    </message>
    <message>
        <source>&amp;Overlay…</source>
        <translation>叠加分析(&amp;O)…</translation>
    </message>
    <message>
        <source>Two layers cut by each other, as a new layer</source>
        <translation>两个图层相互切割，结果为新图层</translation>
    </message>
    <message>
        <source>&amp;Figures by zones…</source>
        <translation>分区汇总(&amp;F)…</translation>
    </message>
    <message>
        <source>Number, sums, areas and lengths of a layer for each zone, as a new layer</source>
        <translation>按区汇总图层的个数、合计、面积和长度，结果为新图层</translation>
    </message>
    <message>
        <source>&amp;Land check…</source>
        <translation>占地分析(&amp;L)…</translation>
    </message>
    <message>
        <source>What lies on plots of land, by layer and class, with areas that add up</source>
        <translation>按图层和分类列出地块上有什么，各项面积与地块面积相符</translation>
    </message>
    <message>
        <source>A&amp;nalysis…</source>
        <translation>空间分析(&amp;N)…</translation>
    </message>
    <message>
        <source>Hot spots, rates, coverage and density as layers with a legend</source>
        <translation>热点、比率、覆盖和密度分析，结果为带图例的图层</translation>
    </message>
    <message>
        <source>&amp;Split the selected parcel…</source>
        <translation>分割选中的宗地(&amp;S)…</translation>
    </message>
    <message>
        <source>By a line, into equal parts or to given areas</source>
        <translation>按线、按等份或按给定面积</translation>
    </message>
    <message>
        <source>&amp;Merge the selected parcels…</source>
        <translation>合并选中的宗地(&amp;M)…</translation>
    </message>
    <message>
        <source>One parcel of several that share borders</source>
        <translation>把有公共边的几宗地合为一宗</translation>
    </message>
    <message>
        <source>&amp;Topology of areas…</source>
        <translation>面的拓扑检查(&amp;T)…</translation>
    </message>
    <message>
        <source>Overlaps, gaps and missing vertices of a layer, and what mends them</source>
        <translation>图层的重叠、缝隙和缺少的顶点，及其修复</translation>
    </message>
    <message>
        <source>Case &amp;board</source>
        <translation>案卷看板(&amp;B)</translation>
    </message>
    <message>
        <source>What is due, overdue and waiting, by department and grid</source>
        <translation>按部门和网格查看到期、超期和待办案卷</translation>
    </message>
    <message>
        <source>&amp;Working calendar…</source>
        <translation>工作日历(&amp;W)…</translation>
    </message>
    <message>
        <source>Hours, holidays and shifted days by which deadlines count</source>
        <translation>计算时限所用的工作时间、节假日和调休日</translation>
    </message>
    <message>
        <source>&amp;Operators…</source>
        <translation>操作人员(&amp;O)…</translation>
    </message>
    <message>
        <source>Who works here, and in which role</source>
        <translation>谁在本机工作，担任什么岗位</translation>
    </message>
    <message>
        <source>As&amp;k…</source>
        <translation>提问(&amp;K)…</translation>
    </message>
    <message>
        <source>A question in plain words or from drop-downs, counted while it is built</source>
        <translation>用日常语言或下拉框提出问题，边提边计数</translation>
    </message>
    <message>
        <source>Named selec&amp;tions…</source>
        <translation>已命名的选择集(&amp;T)…</translation>
    </message>
    <message>
        <source>Keep selections in the city; add, subtract and intersect them</source>
        <translation>把选择集保存在城市中，可相加、相减、求交</translation>
    </message>
    <message>
        <source>Nearest and &amp;join by place…</source>
        <translation>最近者与按位置连接(&amp;J)…</translation>
    </message>
    <message>
        <source>Attributes of the nearest, or of what meets, joined to each feature, as a new layer</source>
        <translation>把最近的或相交的要素的属性连接到每个要素，生成新图层</translation>
    </message>
    <message>
        <source>Draw a &amp;point</source>
        <translation>画点(&amp;P)</translation>
    </message>
    <message>
        <source>A new feature of the current layer: click or type the place</source>
        <translation>当前图层的新要素：单击或键入位置</translation>
    </message>
    <message>
        <source>Draw a &amp;line</source>
        <translation>画线(&amp;L)</translation>
    </message>
    <message>
        <source>A new feature of the current layer: click or type its places</source>
        <translation>当前图层的新要素：单击或键入各点</translation>
    </message>
    <message>
        <source>Draw an a&amp;rea</source>
        <translation>画面(&amp;R)</translation>
    </message>
    <message>
        <source>A new feature of the current layer: click or type its corners</source>
        <translation>当前图层的新要素：单击或键入各拐点</translation>
    </message>
    <message>
        <source>Reopen the s&amp;ketch</source>
        <translation>重新打开草图(&amp;K)</translation>
    </message>
    <message>
        <source>Bring back the sketch that was ended or set aside last</source>
        <translation>取回上一次结束或放在一边的草图</translation>
    </message>
    <message>
        <source>Res&amp;hape</source>
        <translation>改形(&amp;H)</translation>
    </message>
    <message>
        <source>Move, insert and delete the vertices of a feature</source>
        <translation>移动、插入和删除要素的顶点</translation>
    </message>
    <message>
        <source>&amp;Move features</source>
        <translation>移动要素(&amp;M)</translation>
    </message>
    <message>
        <source>Drag the selected features to another place</source>
        <translation>把选中的要素拖到别处</translation>
    </message>
    <message>
        <source>R&amp;otate features</source>
        <translation>旋转要素(&amp;O)</translation>
    </message>
    <message>
        <source>Turn the selected features about their middle</source>
        <translation>绕中心旋转选中的要素</translation>
    </message>
    <message>
        <source>Cut a &amp;hole</source>
        <translation>挖洞(&amp;H)</translation>
    </message>
    <message>
        <source>Draw a hole into the selected area</source>
        <translation>在选中的面上画一个洞</translation>
    </message>
    <message>
        <source>Add a par&amp;t</source>
        <translation>增加部分(&amp;T)</translation>
    </message>
    <message>
        <source>Draw one more part of the selected area</source>
        <translation>为选中的面再画一个部分</translation>
    </message>
    <message>
        <source>Remo&amp;ve the hole or part</source>
        <translation>删除洞或部分(&amp;V)</translation>
    </message>
    <message>
        <source>The one whose vertex is chosen while reshaping</source>
        <translation>改形时选中顶点所在的洞或部分</translation>
    </message>
    <message>
        <source>S&amp;nap</source>
        <translation>捕捉(&amp;N)</translation>
    </message>
    <message>
        <source>Places go to vertices, crossings, right angles, edges and extensions nearby</source>
        <translation>位置落到附近的顶点、交点、垂足、边和延长线上</translation>
    </message>
    <message>
        <source>&amp;Form of the selected features…</source>
        <translation>选中要素的表单(&amp;F)…</translation>
    </message>
    <message>
        <source>Their values by field, with codes and limits</source>
        <translation>逐字段的值，带代码和范围</translation>
    </message>
    <message>
        <source>Chan&amp;ge columns…</source>
        <translation>修改列(&amp;G)…</translation>
    </message>
    <message>
        <source>Rename, change type, drop, rules of the values</source>
        <translation>重命名、改类型、删除、取值规则</translation>
    </message>
    <message>
        <source>Calc&amp;ulate a column…</source>
        <translation>计算列(&amp;U)…</translation>
    </message>
    <message>
        <source>Fill a column by an expression, with a preview</source>
        <translation>用表达式填充一列，带预览</translation>
    </message>
    <message>
        <source>&amp;Paste rows…</source>
        <translation>粘贴行(&amp;P)…</translation>
    </message>
    <message>
        <source>Rows copied in a spreadsheet, as new features or by key</source>
        <translation>从电子表格复制的行，作为新要素或按键值修改</translation>
    </message>
    <message>
        <source>Bulleti&amp;n…</source>
        <translation>案件通报(&amp;N)…</translation>
    </message>
    <message>
        <source>Figures of a period with charts, map and tables, as PDF or spreadsheet</source>
        <translation>某一时段的指标，含图表、地图和表格，输出为 PDF 或电子表格</translation>
    </message>
    <message>
        <source>Parcel s&amp;heet…</source>
        <translation>宗地图(&amp;H)…</translation>
    </message>
    <message>
        <source>Boundary points, sides, neighbours and area as PDF, XLSX or TXT</source>
        <translation>界址点、边长、四至和面积，输出为 PDF、XLSX 或 TXT</translation>
    </message>
    <message>
        <source>&amp;Buildings and units…</source>
        <translation>楼盘表(&amp;B)…</translation>
    </message>
    <message>
        <source>Floors and units of a parcel&apos;s buildings, coloured by state</source>
        <translation>宗地上各幢的层和户，按状态着色</translation>
    </message>
    <message>
        <source>&amp;Lineage graph…</source>
        <translation>沿革图(&amp;L)…</translation>
    </message>
    <message>
        <source>Where a parcel came from and what became of it</source>
        <translation>宗地的来源与去向</translation>
    </message>
    <message>
        <source>Parcels &amp;as of a date…</source>
        <translation>某日的宗地(&amp;A)…</translation>
    </message>
    <message>
        <source>The map as it was then, with the parcels that ended since in grey</source>
        <translation>当时的地图，此后注销的宗地为灰色</translation>
    </message>
    <message>
        <source>Cases &amp;to place…</source>
        <translation>待定位案卷(&amp;T)…</translation>
    </message>
    <message>
        <source>Cases that came without a position, and where they may be</source>
        <translation>没有位置的案卷及其可能的位置</translation>
    </message>
    <message>
        <source>&amp;Change the selected parcels…</source>
        <translation>变更选中的宗地(&amp;C)…</translation>
    </message>
    <message>
        <source>Cut out, move a border, take over, take in a gap, other letters</source>
        <translation>划出、移动界线、划入、并入空隙、更改特征码</translation>
    </message>
    <message>
        <source>Back to &amp;today</source>
        <translation>回到今天(&amp;T)</translation>
    </message>
    <message>
        <source>From the city as of a date to the city as it is</source>
        <translation>从某日的城市回到现状</translation>
    </message>
    <message>
        <source>Hand out &amp;photos…</source>
        <translation>对外提供照片(&amp;P)…</translation>
    </message>
    <message>
        <source>Copies of ticked photos of a case, faces and plates blacked out by hand</source>
        <translation>案卷中所勾选照片的副本，可手工涂黑人脸和车牌</translation>
    </message>
    <message>
        <source>&amp;Day packages…</source>
        <translation>日包(&amp;D)…</translation>
    </message>
    <message>
        <source>What two desks did to the cases of one city, out and back</source>
        <translation>两个席位对同一城市案卷所做的工作，送出与带回</translation>
    </message>
    <message>
        <source>I&amp;mport components…</source>
        <translation>导入部件(&amp;M)…</translation>
    </message>
    <message>
        <source>Managed components from a spreadsheet or CSV, by a mapping that is remembered</source>
        <translation>从电子表格或 CSV 导入管理部件，列的对应关系会被记住</translation>
    </message>
    <message>
        <source>Check &amp;grids…</source>
        <translation>检查网格(&amp;G)…</translation>
    </message>
    <message>
        <source>Overlaps, gaps, nesting, codes and sizes of divisions, unit grids and duty grids</source>
        <translation>区划、单元网格和责任网格的重叠、缝隙、嵌套、代码和面积</translation>
    </message>
    <message>
        <source>Categories, time limits, responsible units, divisions: search, change, import</source>
        <translation>类别、时限、责任单位、区划：查找、修改、导入</translation>
    </message>
    <message>
        <source>Code tabl&amp;es…</source>
        <translation>代码表(&amp;E)…</translation>
    </message>
    <message>
        <source>E&amp;xchange package…</source>
        <translation>交换包(&amp;X)…</translation>
    </message>
    <message>
        <source>Layers with all that explains them in one .zip for another bureau</source>
        <translation>把图层及其全部说明装入一个 .zip，交给其他部门</translation>
    </message>
    <message>
        <source>C&amp;heck a package…</source>
        <translation>校验交换包(&amp;H)…</translation>
    </message>
    <message>
        <source>Is a package still what was packed?</source>
        <translation>交换包是否仍与打包时一致？</translation>
    </message>
    <message>
        <source>&amp;Quality…</source>
        <translation>数据质量(&amp;Q)…</translation>
    </message>
    <message>
        <source>Check geometries, codes, values and borders; repair, ignore, write to the bureau</source>
        <translation>检查几何、代码、取值和边界；修复、忽略、函告主管部门</translation>
    </message>
    <message>
        <source>&amp;Update from a file…</source>
        <translation>从文件更新(&amp;U)…</translation>
    </message>
    <message>
        <source>A bureau&apos;s new version of the layer: see what differs, take over all or some</source>
        <translation>部门报来的新版本：查看差异，全部或部分采纳</translation>
    </message>
    <message>
        <source>&amp;Metadata sheet…</source>
        <translation>元数据表(&amp;M)…</translation>
    </message>
    <message>
        <source>Provider, sharing, update cycle, lineage, security mark of the layer</source>
        <translation>图层的提供方、共享类型、更新周期、来源和密级</translation>
    </message>
    <message>
        <source>Catalo&amp;gue of layers</source>
        <translation>图层目录(&amp;G)</translation>
    </message>
    <message>
        <source>Search, freshness, use, and who got what</source>
        <translation>查找、时效、使用情况和移交记录</translation>
    </message>
    <message>
        <source>Figures and &amp;ranking…</source>
        <translation>指标与排名(&amp;R)…</translation>
    </message>
    <message>
        <source>Departments, areas and posts by their figures, and the cases behind each number</source>
        <translation>按指标对部门、区域和岗位排名，并列出每个数字背后的案卷</translation>
    </message>
    <message>
        <source>Case li&amp;sts…</source>
        <translation>案卷清单(&amp;S)…</translation>
    </message>
    <message>
        <source>Take another platform&apos;s list in, hand cases out in its columns</source>
        <translation>导入其他平台的案卷清单，或按其列导出案卷</translation>
    </message>
    <message>
        <source>Settings o&amp;f the desk…</source>
        <translation>案卷设置(&amp;F)…</translation>
    </message>
    <message>
        <source>Patterns of numbers, duplicates, distances, photos to close</source>
        <translation>编号规则、重复上报、判定距离、结案照片</translation>
    </message>
</context>
<context>
    <name>Dictionary</name>
    <message>
        <source>Matters</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Events of the old system</source>
        <translation>旧体系事件</translation>
    </message>
    <message>
        <source>Components of the old system</source>
        <translation>旧体系部件</translation>
    </message>
    <message>
        <source>Divisions</source>
        <translation>行政区划</translation>
    </message>
    <message>
        <source>Land use</source>
        <translation>土地利用</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>评价指标</translation>
    </message>
    <message>
        <source>Conditions and time limits</source>
        <translation>立案条件与时限</translation>
    </message>
    <message>
        <source>Responsible units</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Classes of areas</source>
        <translation>区域类别</translation>
    </message>
    <message>
        <source>Code system</source>
        <translation>代码体系</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Class code</source>
        <translation>大类代码</translation>
    </message>
    <message>
        <source>Class (Chinese)</source>
        <translation>大类（中文）</translation>
    </message>
    <message>
        <source>Class (English)</source>
        <translation>大类（英文）</translation>
    </message>
    <message>
        <source>Subclass code</source>
        <translation>小类序号</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Name (Chinese)</source>
        <translation>名称（中文）</translation>
    </message>
    <message>
        <source>Name (English)</source>
        <translation>名称（英文）</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>几何</translation>
    </message>
    <message>
        <source>Accuracy class</source>
        <translation>精度等级</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Rule of responsibility</source>
        <translation>权责规则</translation>
    </message>
    <message>
        <source>Trade</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Trade (Chinese)</source>
        <translation>行业（中文）</translation>
    </message>
    <message>
        <source>Mapped to</source>
        <translation>对应代码</translation>
    </message>
    <message>
        <source>Quality of the mapping</source>
        <translation>对应质量</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>启用日期</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>停用日期</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Code above</source>
        <translation>上级代码</translation>
    </message>
    <message>
        <source>Above (Chinese)</source>
        <translation>上级（中文）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Category (Chinese)</source>
        <translation>类别（中文）</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Filing condition</source>
        <translation>立案条件</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Unit of the limit</source>
        <translation>时限单位</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Class of the area</source>
        <translation>区域类别</translation>
    </message>
    <message>
        <source>Code of the condition</source>
        <translation>立案明细编码</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境属性</translation>
    </message>
    <message>
        <source>Closing condition</source>
        <translation>结案条件</translation>
    </message>
    <message>
        <source>Area (code)</source>
        <translation>区域（代码）</translation>
    </message>
    <message>
        <source>Responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>适用对象</translation>
    </message>
    <message>
        <source>Formula (Chinese)</source>
        <translation>公式（中文）</translation>
    </message>
    <message>
        <source>Numerator</source>
        <translation>分子</translation>
    </message>
    <message>
        <source>Denominator</source>
        <translation>分母</translation>
    </message>
    <message>
        <source>Better when</source>
        <translation>趋优方向</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>可信度</translation>
    </message>
    <message>
        <source>Confidence of the code</source>
        <translation>代码可信度</translation>
    </message>
    <message>
        <source>Confidence of the geometry</source>
        <translation>几何可信度</translation>
    </message>
    <message>
        <source>Confidence of the trade</source>
        <translation>行业可信度</translation>
    </message>
    <message>
        <source>Alliance</source>
        <translation>都市圈</translation>
    </message>
    <message>
        <source>In the national standard</source>
        <translation>列入国家标准</translation>
    </message>
    <message>
        <source>urgent hours</source>
        <translation>紧急工作时</translation>
    </message>
    <message>
        <source>work hours</source>
        <translation>工作时</translation>
    </message>
    <message>
        <source>work days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>natural days</source>
        <translation>自然日</translation>
    </message>
    <message>
        <source>matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>line</source>
        <translation>线</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>面</translation>
    </message>
    <message>
        <source>owner first</source>
        <translation>先属主后属地</translation>
    </message>
    <message>
        <source>territory first</source>
        <translation>先属地后属主</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>更名</translation>
    </message>
    <message>
        <source>in another class</source>
        <translation>调整大类</translation>
    </message>
    <message>
        <source>split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>approximate</source>
        <translation>近似</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>FieldTitlesOf</name>
    <message>
        <source>Names of the columns</source>
        <translation>字段名称</translation>
    </message>
</context>
<context>
    <name>Grids</name>
    <message>
        <source>Districts</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Subdistricts</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Communities</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Unit grids</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Duty grids</source>
        <translation>责任网格</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>缝隙</translation>
    </message>
    <message>
        <source>Same area twice</source>
        <translation>同一区域重复</translation>
    </message>
    <message>
        <source>Missing vertex</source>
        <translation>缺少节点</translation>
    </message>
    <message>
        <source>In two communities</source>
        <translation>跨社区</translation>
    </message>
    <message>
        <source>In two duty grids</source>
        <translation>跨责任网格</translation>
    </message>
    <message>
        <source>In no duty grid</source>
        <translation>不属于任何责任网格</translation>
    </message>
    <message>
        <source>Unusual size</source>
        <translation>面积异常</translation>
    </message>
    <message>
        <source>Broken geometry</source>
        <translation>图形错误</translation>
    </message>
    <message>
        <source>Code given twice</source>
        <translation>代码重复</translation>
    </message>
    <message>
        <source>No code</source>
        <translation>无代码</translation>
    </message>
    <message>
        <source>No code of a division</source>
        <translation>不是区划代码</translation>
    </message>
    <message>
        <source>No code of a grid</source>
        <translation>不是网格代码</translation>
    </message>
    <message>
        <source>No identifier of a component</source>
        <translation>不是部件标识码</translation>
    </message>
    <message>
        <source>Named area is unknown</source>
        <translation>所填区域未知</translation>
    </message>
    <message>
        <source>Code does not begin with that of the area around</source>
        <translation>代码不以所在区域的代码开头</translation>
    </message>
    <message>
        <source>Lies outside the area that its code names</source>
        <translation>位于其代码所指区域之外</translation>
    </message>
    <message>
        <source>In no community</source>
        <translation>不在任何社区内</translation>
    </message>
    <message>
        <source>Not covered by unit grids</source>
        <translation>未被单元网格覆盖</translation>
    </message>
</context>
<context>
    <name>Measurement</name>
    <message>
        <source>%1 km</source>
        <translation>%1 千米</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>%1 mu</source>
        <translation>%1 亩</translation>
    </message>
    <message>
        <source>%1 ha</source>
        <translation>%1 公顷</translation>
    </message>
    <message>
        <source>%1 km²</source>
        <translation>%1 平方千米</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 平方米</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation>案件(&amp;I)</translation>
    </message>
    <message>
        <source>P&amp;arcel</source>
        <translation>宗地(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Query</source>
        <translation>查询(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Recent cities</source>
        <translation>最近打开的城市库(&amp;R)</translation>
    </message>
    <message>
        <source>P&amp;anels</source>
        <translation>面板(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Tool bars</source>
        <translation>工具栏(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Project bar</source>
        <translation>项目工具栏</translation>
    </message>
    <message>
        <source>Map bar</source>
        <translation>地图工具栏</translation>
    </message>
    <message>
        <source>Selection and query bar</source>
        <translation>选择与查询工具栏</translation>
    </message>
    <message>
        <source>City bar</source>
        <translation>城市工具栏</translation>
    </message>
    <message>
        <source>Find bar</source>
        <translation>查找工具栏</translation>
    </message>
    <message>
        <source>Editing bar</source>
        <translation>编辑工具栏</translation>
    </message>
</context>
<context>
    <name>Origin</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近要素</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>Dissolve</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加分析</translation>
    </message>
    <message>
        <source>Statistics by zone</source>
        <translation>分区统计</translation>
    </message>
    <message>
        <source>Land check</source>
        <translation>占地分析</translation>
    </message>
    <message>
        <source>Hot spots</source>
        <translation>热点分析</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>服务覆盖</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Topology check</source>
        <translation>拓扑检查</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>另存要素</translation>
    </message>
    <message>
        <source>State of a day</source>
        <translation>某日状态</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Condition on the other layer</source>
        <translation>另一图层的条件</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>分区图层</translation>
    </message>
    <message>
        <source>Condition on the zones</source>
        <translation>分区的条件</translation>
    </message>
    <message>
        <source>By</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Distance (m)</source>
        <translation>距离（米）</translation>
    </message>
    <message>
        <source>Dissolved</source>
        <translation>合并相接部分</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>空间关系</translation>
    </message>
    <message>
        <source>Within (m)</source>
        <translation>距离以内（米）</translation>
    </message>
    <message>
        <source>Number of nearest ones</source>
        <translation>最近的个数</translation>
    </message>
    <message>
        <source>Not farther than (m)</source>
        <translation>最远距离（米）</translation>
    </message>
    <message>
        <source>Fields taken</source>
        <translation>带入的字段</translation>
    </message>
    <message>
        <source>Features kept</source>
        <translation>保留的要素</translation>
    </message>
    <message>
        <source>Only one match each</source>
        <translation>每个只取一个</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Sum of</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>Mean of</source>
        <translation>求平均</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Other layer</source>
        <translation>另一图层</translation>
    </message>
    <message>
        <source>Field of the values</source>
        <translation>数值字段</translation>
    </message>
    <message>
        <source>Number of neighbours</source>
        <translation>邻区个数</translation>
    </message>
    <message>
        <source>Per</source>
        <translation>分母字段</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Road network</source>
        <translation>路网</translation>
    </message>
    <message>
        <source>Field of the weights</source>
        <translation>权重字段</translation>
    </message>
    <message>
        <source>Radius (m)</source>
        <translation>半径（米）</translation>
    </message>
    <message>
        <source>Size of a cell (m)</source>
        <translation>格网大小（米）</translation>
    </message>
    <message>
        <source>Numbers of the plots (fid)</source>
        <translation>地块编号（fid）</translation>
    </message>
    <message>
        <source>Drawn or given shapes</source>
        <translation>绘制或给定的图形</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对照图层</translation>
    </message>
    <message>
        <source>Columns that match</source>
        <translation>对应的列</translation>
    </message>
    <message>
        <source>Spelling does not count</source>
        <translation>忽略写法差异</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>those with a match</source>
        <translation>有匹配的</translation>
    </message>
    <message>
        <source>on the plane of the map</source>
        <translation>地图平面</translation>
    </message>
    <message>
        <source>on the ellipsoid</source>
        <translation>椭球面</translation>
    </message>
    <message>
        <source>what both have</source>
        <translation>两者共有的部分</translation>
    </message>
    <message>
        <source>what either has</source>
        <translation>任一方有的部分</translation>
    </message>
    <message>
        <source>what only the first has</source>
        <translation>仅前者有的部分</translation>
    </message>
    <message>
        <source>what only one has</source>
        <translation>仅一方有的部分</translation>
    </message>
    <message>
        <source>the first, parted by the second</source>
        <translation>前者被后者分割</translation>
    </message>
    <message>
        <source>intersects</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>lies within</source>
        <translation>位于其内</translation>
    </message>
    <message>
        <source>covers</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>is covered by</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>touches</source>
        <translation>相接</translation>
    </message>
    <message>
        <source>crosses</source>
        <translation>穿越</translation>
    </message>
    <message>
        <source>overlaps</source>
        <translation>部分重叠</translation>
    </message>
    <message>
        <source>equals</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>is disjoint from</source>
        <translation>不相交</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the members of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source> (%1)</source>
        <comment>after the name of a file</comment>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a layer and the number of its features</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Bookmarks and maps</source>
        <translation>书签与地图</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>案件列表</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>宗地</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Running work</source>
        <translation>正在运行的任务</translation>
    </message>
    <message>
        <source>Attribute table</source>
        <translation>属性表</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>SQL console</source>
        <translation>SQL 控制台</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>数据质量</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>替身</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Subdistrict</source>
        <translation>街道/镇</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Duty grid</source>
        <translation>责任网格</translation>
    </message>
    <message>
        <source>Road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>宗地</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>自然幢</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>部件</translation>
    </message>
</context>
<context>
    <name>gis</name>
    <message>
        <source>&apos;(&apos; is missing</source>
        <translation>缺少“(”</translation>
    </message>
    <message>
        <source>&apos;)&apos; or &apos;,&apos; is missing</source>
        <translation>缺少“)”或“,”</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no coordinate system that is known here</source>
        <translation>“{0}”不是已知的坐标系</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no geometry type</source>
        <translation>“{0}”不是几何类型</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no spatial relation</source>
        <translation>“{0}”不是空间关系</translation>
    </message>
    <message>
        <source>--add takes no id and no --delete</source>
        <translation>--add 不能带 id，也不能与 --delete 同用</translation>
    </message>
    <message>
        <source>--count and --into exclude each other</source>
        <translation>--count 与 --into 不能同用</translation>
    </message>
    <message>
        <source>--delete takes no values</source>
        <translation>--delete 不能带值</translation>
    </message>
    <message>
        <source>--dpi or --dpr is out of range</source>
        <translation>--dpi 或 --dpr 超出范围</translation>
    </message>
    <message>
        <source>--keep takes all or matched</source>
        <translation>--keep 只接受 all 或 matched</translation>
    </message>
    <message>
        <source>--max-distance needs --nearest</source>
        <translation>--max-distance 需要与 --nearest 同用</translation>
    </message>
    <message>
        <source>--nearest needs a number of at least 1</source>
        <translation>--nearest 的数目至少为 1</translation>
    </message>
    <message>
        <source>--normalise needs --on</source>
        <translation>--normalise 需要与 --on 同用</translation>
    </message>
    <message>
        <source>--normalise takes code</source>
        <translation>--normalise 只接受 code</translation>
    </message>
    <message>
        <source>--on takes FIELD=COLUMN</source>
        <translation>--on 应写成 FIELD=COLUMN</translation>
    </message>
    <message>
        <source>--one belongs to a join by place</source>
        <translation>--one 只用于按位置连接</translation>
    </message>
    <message>
        <source>--other-where needs --relate or --within-distance</source>
        <translation>--other-where 需要与 --relate 或 --within-distance 同用</translation>
    </message>
    <message>
        <source>--repeat is out of range</source>
        <translation>--repeat 超出范围</translation>
    </message>
    <message>
        <source>--set is written FIELD=VALUE</source>
        <translation>--set 应写成 FIELD=VALUE</translation>
    </message>
    <message>
        <source>GeoJSON keeps no M values</source>
        <translation>GeoJSON 不保存 M 值</translation>
    </message>
    <message>
        <source>Invalid Coordinate</source>
        <translation>无效坐标</translation>
    </message>
    <message>
        <source>No city is open</source>
        <translation>没有打开的城市库</translation>
    </message>
    <message>
        <source>SpatiaLite allows no quotation marks in the name of a layer</source>
        <translation>SpatiaLite 不允许图层名称含有引号</translation>
    </message>
    <message>
        <source>SpatiaLite could not write its tables</source>
        <translation>SpatiaLite 无法写入其表</translation>
    </message>
    <message>
        <source>SpatiaLite has a table of this name</source>
        <translation>SpatiaLite 已有同名的表</translation>
    </message>
    <message>
        <source>The job ended unexpectedly</source>
        <translation>任务意外终止</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; cannot be joined</source>
        <translation>无法连接“{0}”</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; has no column &quot;{1}&quot;</source>
        <translation>“{0}”没有列“{1}”</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not LAYER:ID</source>
        <translation>“{0}”不是 LAYER:ID</translation>
    </message>
    <message>
        <source>a batch has other columns than the layer</source>
        <translation>有一批数据的列与图层不同</translation>
    </message>
    <message>
        <source>a batch of features was filled wrongly</source>
        <translation>一批要素的填充有误</translation>
    </message>
    <message>
        <source>a brace is not closed in {0}</source>
        <translation>{0} 中有未闭合的大括号</translation>
    </message>
    <message>
        <source>a city needs a coordinate system</source>
        <translation>城市库需要坐标系</translation>
    </message>
    <message>
        <source>a component ID has 17 digits (16 in the older standard), this one has {0}</source>
        <translation>部件标识码应为 17 位（旧标准为 16 位），此代码为 {0} 位</translation>
    </message>
    <message>
        <source>a component ID has only digits</source>
        <translation>部件标识码只含数字</translation>
    </message>
    <message>
        <source>a geometry is given as WKB</source>
        <translation>几何应以 WKB 给出</translation>
    </message>
    <message>
        <source>a layer cannot be named &quot;{0}&quot;</source>
        <translation>图层不能命名为“{0}”</translation>
    </message>
    <message>
        <source>a newer CityDesk wrote it (version {0} of the file, this program knows {1})</source>
        <translation>它由较新的 CityDesk 写出（文件版本 {0}，本程序支持 {1}）</translation>
    </message>
    <message>
        <source>a number is missing</source>
        <translation>缺少数字</translation>
    </message>
    <message>
        <source>a number was expected in a numeric column</source>
        <translation>数值列应为数字</translation>
    </message>
    <message>
        <source>a parcel code ends with five digits</source>
        <translation>宗地代码以五位数字结尾</translation>
    </message>
    <message>
        <source>a parcel code has 19 characters, this one has {0}</source>
        <translation>宗地代码应为 19 位，此代码为 {0} 位</translation>
    </message>
    <message>
        <source>a part has other dimensions than the whole</source>
        <translation>有一部分与整体的维数不同</translation>
    </message>
    <message>
        <source>a part is of another kind than the whole</source>
        <translation>有一部分与整体的类型不同</translation>
    </message>
    <message>
        <source>a real-estate unit code has 28 characters, this one has {0}</source>
        <translation>不动产单元代码应为 28 位，此代码为 {0} 位</translation>
    </message>
    <message>
        <source>a rule of the table forbids it ({0})</source>
        <translation>表的规则禁止此操作（{0}）</translation>
    </message>
    <message>
        <source>a sheet cannot be written as SVG</source>
        <translation>图幅不能写成 SVG</translation>
    </message>
    <message>
        <source>a unified social credit code has 18 characters, this one has {0}</source>
        <translation>统一社会信用代码应为 18 位，此代码为 {0} 位</translation>
    </message>
    <message>
        <source>a unified social credit code never has the letter {0}</source>
        <translation>统一社会信用代码不使用字母 {0}</translation>
    </message>
    <message>
        <source>a unit code ends with eight digits</source>
        <translation>不动产单元代码以八位数字结尾</translation>
    </message>
    <message>
        <source>a unit code without a fixture (W) ends with eight zeros</source>
        <translation>无定着物（W）的不动产单元代码以八个零结尾</translation>
    </message>
    <message>
        <source>a unit grid code begins with the county&apos;s six digits</source>
        <translation>单元网格代码以县级行政区划的六位数字开头</translation>
    </message>
    <message>
        <source>a unit grid code has 15 characters, this one has {0}</source>
        <translation>单元网格代码应为 15 位，此代码为 {0} 位</translation>
    </message>
    <message>
        <source>a {0} does not fit where a {1} is wanted</source>
        <translation>需要 {1}，不能使用 {0}</translation>
    </message>
    <message>
        <source>an empty geometry has no distance</source>
        <translation>空几何没有距离</translation>
    </message>
    <message>
        <source>an identity number has 18 characters, this one has {0}</source>
        <translation>公民身份号码应为 18 位，此号码为 {0} 位</translation>
    </message>
    <message>
        <source>an import was broken off; the next opening clears it away</source>
        <translation>有一次导入中断；下次打开时会清理</translation>
    </message>
    <message>
        <source>an incident is normal or urgent</source>
        <translation>案件分为一般（normal）和紧急（urgent）</translation>
    </message>
    <message>
        <source>another layer of this import is called &quot;{0}&quot;; this one became &quot;{1}&quot;</source>
        <translation>本次导入已有图层名为“{0}”；此图层改名为“{1}”</translation>
    </message>
    <message>
        <source>another program added features under the same numbers meanwhile</source>
        <translation>其间另一个程序以相同的编号添加了要素</translation>
    </message>
    <message>
        <source>another program gave it other fields meanwhile</source>
        <translation>其间另一个程序改动了它的字段</translation>
    </message>
    <message>
        <source>another program holds the city for too long</source>
        <translation>另一个程序占用城市库的时间过长</translation>
    </message>
    <message>
        <source>another program loaded it anew meanwhile</source>
        <translation>其间另一个程序重新载入了它</translation>
    </message>
    <message>
        <source>another program made one of this name meanwhile</source>
        <translation>其间另一个程序创建了同名图层</translation>
    </message>
    <message>
        <source>another program made this layer: CityDesk does not list it</source>
        <translation>此图层由其他程序创建：CityDesk 不列出它</translation>
    </message>
    <message>
        <source>ask somebody in that role</source>
        <translation>请由该角色的人员办理</translation>
    </message>
    <message>
        <source>attach a photo</source>
        <translation>请附加照片</translation>
    </message>
    <message>
        <source>attach a smaller one</source>
        <translation>请附加较小的文件</translation>
    </message>
    <message>
        <source>bind one with the command role</source>
        <translation>请用命令 role 指定一个图层</translation>
    </message>
    <message>
        <source>bringing the city from version {0} to this one; a copy as it was is {1}</source>
        <translation>正在将城市库从版本 {0} 升级到当前版本；原样副本为 {1}</translation>
    </message>
    <message>
        <source>bytes are left over behind its end</source>
        <translation>其末尾有多余的字节</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>cannot rename a table to &quot;{0}&quot;</source>
        <translation>无法将表改名为“{0}”</translation>
    </message>
    <message>
        <source>its definition is written in an unknown way</source>
        <translation>它的定义写法未知</translation>
    </message>
    <message>
        <source>there is no table &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的表</translation>
    </message>
    <message>
        <source>cannot append to the layer &quot;{0}&quot;</source>
        <translation>无法追加到图层“{0}”</translation>
    </message>
    <message>
        <source>cannot attach {0}</source>
        <translation>无法附加 {0}</translation>
    </message>
    <message>
        <source>cannot change {0} of a case</source>
        <translation>无法更改案卷的 {0}</translation>
    </message>
    <message>
        <source>cannot clip by {0}</source>
        <translation>无法按 {0} 裁剪</translation>
    </message>
    <message>
        <source>cannot copy the rows of &quot;{0}&quot;</source>
        <translation>无法复制“{0}”的各行</translation>
    </message>
    <message>
        <source>cannot export the layer &quot;{0}&quot;</source>
        <translation>无法导出图层“{0}”</translation>
    </message>
    <message>
        <source>cannot find the attachment {0}</source>
        <translation>找不到附件 {0}</translation>
    </message>
    <message>
        <source>cannot find the case {0}</source>
        <translation>找不到案卷 {0}</translation>
    </message>
    <message>
        <source>cannot find the parcel {0}</source>
        <translation>找不到宗地 {0}</translation>
    </message>
    <message>
        <source>cannot find the program&apos;s file {0}</source>
        <translation>找不到程序文件 {0}</translation>
    </message>
    <message>
        <source>cannot fold text</source>
        <translation>无法规整文本</translation>
    </message>
    <message>
        <source>cannot import the layer &quot;{0}&quot;</source>
        <translation>无法导入图层“{0}”</translation>
    </message>
    <message>
        <source>cannot import {0}</source>
        <translation>无法导入 {0}</translation>
    </message>
    <message>
        <source>cannot join by the column &quot;{0}&quot;</source>
        <translation>无法按列“{0}”连接</translation>
    </message>
    <message>
        <source>cannot load the layer &quot;{0}&quot;</source>
        <translation>无法加载图层“{0}”</translation>
    </message>
    <message>
        <source>cannot load the pinyin table</source>
        <translation>无法加载拼音表</translation>
    </message>
    <message>
        <source>cannot lock {0}</source>
        <translation>无法锁定 {0}</translation>
    </message>
    <message>
        <source>cannot log the incident</source>
        <translation>无法上报案件</translation>
    </message>
    <message>
        <source>cannot make a sample city of {0} parcels</source>
        <translation>无法生成含 {0} 宗宗地的示例城市</translation>
    </message>
    <message>
        <source>cannot make the folder {0}</source>
        <translation>无法创建文件夹 {0}</translation>
    </message>
    <message>
        <source>cannot make the layer &quot;{0}&quot;</source>
        <translation>无法创建图层“{0}”</translation>
    </message>
    <message>
        <source>cannot make the sample city</source>
        <translation>无法生成示例城市</translation>
    </message>
    <message>
        <source>cannot make {0}</source>
        <translation>无法创建 {0}</translation>
    </message>
    <message>
        <source>cannot map {0}</source>
        <translation>无法映射 {0}</translation>
    </message>
    <message>
        <source>cannot move the incident</source>
        <translation>无法移动案件</translation>
    </message>
    <message>
        <source>cannot open a line to the reading program</source>
        <translation>无法与读取程序建立连接</translation>
    </message>
    <message>
        <source>cannot open the base map {0}</source>
        <translation>无法打开底图 {0}</translation>
    </message>
    <message>
        <source>cannot open the parcel card</source>
        <translation>无法打开宗地卡片</translation>
    </message>
    <message>
        <source>cannot open {0}</source>
        <translation>无法打开 {0}</translation>
    </message>
    <message>
        <source>cannot plan the sample city</source>
        <translation>无法规划示例城市</translation>
    </message>
    <message>
        <source>cannot put &quot;{0}&quot; into {1}</source>
        <translation>无法将“{0}”写入 {1}</translation>
    </message>
    <message>
        <source>cannot read --background &quot;{0}&quot;</source>
        <translation>无法解读 --background“{0}”</translation>
    </message>
    <message>
        <source>cannot read --geometry &quot;{0}&quot;</source>
        <translation>无法解读 --geometry“{0}”</translation>
    </message>
    <message>
        <source>cannot read --limit</source>
        <translation>无法解读 --limit</translation>
    </message>
    <message>
        <source>cannot read --size &quot;{0}&quot;</source>
        <translation>无法解读 --size“{0}”</translation>
    </message>
    <message>
        <source>cannot read --timeout</source>
        <translation>无法解读 --timeout</translation>
    </message>
    <message>
        <source>cannot read a code table</source>
        <translation>无法读取代码表</translation>
    </message>
    <message>
        <source>cannot read the base map {0}</source>
        <translation>无法读取底图 {0}</translation>
    </message>
    <message>
        <source>cannot read the code table {0}</source>
        <translation>无法读取代码表 {0}</translation>
    </message>
    <message>
        <source>cannot read the file</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>cannot read the photo {0}</source>
        <translation>无法读取照片 {0}</translation>
    </message>
    <message>
        <source>cannot read the report</source>
        <translation>无法读取上报内容</translation>
    </message>
    <message>
        <source>cannot read the style file {0}</source>
        <translation>无法读取样式文件 {0}</translation>
    </message>
    <message>
        <source>cannot read the time &quot;{0}&quot;</source>
        <translation>无法解读时间“{0}”</translation>
    </message>
    <message>
        <source>cannot read {0} &quot;{1}&quot;</source>
        <translation>无法读取 {0}“{1}”</translation>
    </message>
    <message>
        <source>cannot read {0} beyond feature {1} (id {2})</source>
        <translation>读取 {0} 时无法越过要素 {1}（id {2}）</translation>
    </message>
    <message>
        <source>cannot read {0}</source>
        <translation>无法读取 {0}</translation>
    </message>
    <message>
        <source>cannot replace in &quot;{0}&quot;</source>
        <translation>无法在“{0}”中替换</translation>
    </message>
    <message>
        <source>cannot set the field &quot;{0}&quot; of &quot;{1}&quot;</source>
        <translation>无法设置“{1}”的字段“{0}”</translation>
    </message>
    <message>
        <source>cannot share memory with the reading program</source>
        <translation>无法与读取程序共享内存</translation>
    </message>
    <message>
        <source>cannot show the base map {0}</source>
        <translation>无法显示底图 {0}</translation>
    </message>
    <message>
        <source>cannot start the program {0}</source>
        <translation>无法启动程序 {0}</translation>
    </message>
    <message>
        <source>cannot transform the layer &quot;{0}&quot;</source>
        <translation>无法转换图层“{0}”</translation>
    </message>
    <message>
        <source>cannot use the number pattern &quot;{0}&quot;</source>
        <translation>无法使用编号格式“{0}”</translation>
    </message>
    <message>
        <source>cannot use {0}</source>
        <translation>无法使用 {0}</translation>
    </message>
    <message>
        <source>cannot write the answer</source>
        <translation>无法输出结果</translation>
    </message>
    <message>
        <source>cannot write {0} rows into a spreadsheet</source>
        <translation>无法将 {0} 行写入电子表格</translation>
    </message>
    <message>
        <source>cannot write {0}</source>
        <translation>无法写入 {0}</translation>
    </message>
    <message>
        <source>check the disk, then open a backup</source>
        <translation>请检查磁盘，然后打开备份</translation>
    </message>
    <message>
        <source>check the file, or ask for it in another format</source>
        <translation>请检查文件，或索取其他格式的文件</translation>
    </message>
    <message>
        <source>check the free space on the disk</source>
        <translation>请检查磁盘剩余空间</translation>
    </message>
    <message>
        <source>check the name</source>
        <translation>请检查名称</translation>
    </message>
    <message>
        <source>check the name, or make a city with: citydesk-cli create</source>
        <translation>请检查名称，或用 citydesk-cli create 新建城市库</translation>
    </message>
    <message>
        <source>check the rights of file and folder</source>
        <translation>请检查文件和文件夹的权限</translation>
    </message>
    <message>
        <source>choose a *.citydb file, or import this one into a city</source>
        <translation>请选择 *.citydb 文件，或将其导入城市库</translation>
    </message>
    <message>
        <source>choose a city file (*.citydb)</source>
        <translation>请选择城市库文件（*.citydb）</translation>
    </message>
    <message>
        <source>choose a folder that you may write to</source>
        <translation>请选择可写入的文件夹</translation>
    </message>
    <message>
        <source>choose a text column</source>
        <translation>请选择文本列</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>请选择其他文件夹</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>请换一个名称</translation>
    </message>
    <message>
        <source>choose another name, or append to it, or replace it</source>
        <translation>请换一个名称，或追加，或替换</translation>
    </message>
    <message>
        <source>choose another number</source>
        <translation>请换一个数</translation>
    </message>
    <message>
        <source>choose one, for example 06010</source>
        <translation>请选择一个类别，例如 06010</translation>
    </message>
    <message>
        <source>click on the map or give its coordinates</source>
        <translation>请点击地图或给出坐标</translation>
    </message>
    <message>
        <source>column {0} differs</source>
        <translation>列 {0} 不一致</translation>
    </message>
    <message>
        <source>column {0} has a name of its own in a GeoPackage</source>
        <translation>列 {0} 在 GeoPackage 中另有名称</translation>
    </message>
    <message>
        <source>column {0} holds bytes and was left empty</source>
        <translation>列 {0} 含二进制数据，已留空</translation>
    </message>
    <message>
        <source>column {0} holds bytes and was left out</source>
        <translation>列 {0} 含二进制数据，未写出</translation>
    </message>
    <message>
        <source>column {0} holds the eastings and {1} the northings, by the range of their numbers</source>
        <translation>按数值范围判断，列 {0} 为东坐标，列 {1} 为北坐标</translation>
    </message>
    <message>
        <source>column {0} is missing</source>
        <translation>缺少列 {0}</translation>
    </message>
    <message>
        <source>column {0} was left out: a shapefile holds no bytes</source>
        <translation>列 {0} 未写出：Shapefile 不能保存二进制数据</translation>
    </message>
    <message>
        <source>coordinates cannot be carried from {0} to {1}</source>
        <translation>坐标无法从 {0} 转换到 {1}</translation>
    </message>
    <message>
        <source>coordinates cannot be carried over</source>
        <translation>坐标无法转换</translation>
    </message>
    <message>
        <source>copy the city to a folder where you may write</source>
        <translation>请将城市库复制到可写入的文件夹</translation>
    </message>
    <message>
        <source>correct category, description, urgency, reporter, source, component or address</source>
        <translation>请更正类别、描述、紧急程度、上报人、来源、部件或地址</translation>
    </message>
    <message>
        <source>correct the line</source>
        <translation>请更正该行</translation>
    </message>
    <message>
        <source>correct the value</source>
        <translation>请更正该值</translation>
    </message>
    <message>
        <source>curves and surfaces are not read here</source>
        <translation>此处不支持读取曲线和曲面</translation>
    </message>
    <message>
        <source>delete features</source>
        <translation>删除要素</translation>
    </message>
    <message>
        <source>did you mean {0}?</source>
        <translation>是否指 {0}？</translation>
    </message>
    <message>
        <source>exactly one of a relation, a distance and a number of nearest ones must be given</source>
        <translation>空间关系、距离和最近个数必须且只能给出一个</translation>
    </message>
    <message>
        <source>free some space and try again</source>
        <translation>请释放一些空间后重试</translation>
    </message>
    <message>
        <source>geometry_columns tells another type or coordinate system</source>
        <translation>geometry_columns 登记的类型或坐标系不同</translation>
    </message>
    <message>
        <source>geometry_columns tells no spatial index</source>
        <translation>geometry_columns 未登记空间索引</translation>
    </message>
    <message>
        <source>give --dpi between 10 and 2400 and --dpr between 0.1 and 8</source>
        <translation>--dpi 应在 10 到 2400 之间，--dpr 应在 0.1 到 8 之间</translation>
    </message>
    <message>
        <source>give a number from 1 to 100000</source>
        <translation>请给出 1 到 100000 之间的数</translation>
    </message>
    <message>
        <source>give a smaller --size or --dpr</source>
        <translation>请减小 --size 或 --dpr</translation>
    </message>
    <message>
        <source>give a4 or a3</source>
        <translation>请给出 a4 或 a3</translation>
    </message>
    <message>
        <source>give an EPSG code such as EPSG:4549, or well-known text</source>
        <translation>请给出 EPSG 代码（如 EPSG:4549）或 WKT</translation>
    </message>
    <message>
        <source>give exactly one of --relate, --within-distance, --nearest and --on</source>
        <translation>--relate、--within-distance、--nearest 和 --on 必须且只能给出一个</translation>
    </message>
    <message>
        <source>give it a name</source>
        <translation>请给它命名</translation>
    </message>
    <message>
        <source>import it into the city&apos;s coordinate system</source>
        <translation>请将其导入为城市库的坐标系</translation>
    </message>
    <message>
        <source>install CityDesk again or set CITYDESK_RESOURCES</source>
        <translation>请重新安装 CityDesk，或设置 CITYDESK_RESOURCES</translation>
    </message>
    <message>
        <source>install CityDesk again</source>
        <translation>请重新安装 CityDesk</translation>
    </message>
    <message>
        <source>install the newer CityDesk</source>
        <translation>请安装较新的 CityDesk</translation>
    </message>
    <message>
        <source>install the program again</source>
        <translation>请重新安装程序</translation>
    </message>
    <message>
        <source>it begins or ends with a space</source>
        <translation>它以空格开头或结尾</translation>
    </message>
    <message>
        <source>it belongs to the city itself</source>
        <translation>它属于城市库本身</translation>
    </message>
    <message>
        <source>it can have 2000 to 10000000</source>
        <translation>可为 2000 到 10000000</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>它无法打开</translation>
    </message>
    <message>
        <source>it does not have the frame of a SpatiaLite BLOB</source>
        <translation>它没有 SpatiaLite BLOB 的结构</translation>
    </message>
    <message>
        <source>it does not say where it lies</source>
        <translation>它没有位置信息</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>它过早结束</translation>
    </message>
    <message>
        <source>it fits {0} and {1}</source>
        <translation>它既符合 {0}，也符合 {1}</translation>
    </message>
    <message>
        <source>it has coordinates that are not finite numbers</source>
        <translation>其坐标含有非有限数值</translation>
    </message>
    <message>
        <source>it has no =</source>
        <translation>缺少 =</translation>
    </message>
    <message>
        <source>it has no category</source>
        <translation>没有类别</translation>
    </message>
    <message>
        <source>it has no column {0}</source>
        <translation>它没有列 {0}</translation>
    </message>
    <message>
        <source>it has no place</source>
        <translation>没有位置</translation>
    </message>
    <message>
        <source>it has no place: &quot;at&quot;: [x, y]</source>
        <translation>缺少位置：&quot;at&quot;: [x, y]</translation>
    </message>
    <message>
        <source>it holds 1,048,575 rows and 16,384 columns at most</source>
        <translation>它最多容纳 1,048,575 行、16,384 列</translation>
    </message>
    <message>
        <source>it holds a control character</source>
        <translation>它含有控制字符</translation>
    </message>
    <message>
        <source>it holds a parameter without a value</source>
        <translation>它含有没有值的参数</translation>
    </message>
    <message>
        <source>it holds a zero byte</source>
        <translation>它含有零字节</translation>
    </message>
    <message>
        <source>it holds no layer with geometry</source>
        <translation>它没有含几何的图层</translation>
    </message>
    <message>
        <source>it holds no numbers</source>
        <translation>其中没有数字</translation>
    </message>
    <message>
        <source>it is a number of seconds above 0</source>
        <translation>应为大于 0 的秒数</translation>
    </message>
    <message>
        <source>it is a table without geometry</source>
        <translation>它是没有几何的表</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>它是空的</translation>
    </message>
    <message>
        <source>it is larger than 200 MB</source>
        <translation>它大于 200 MB</translation>
    </message>
    <message>
        <source>it is longer than 200 bytes</source>
        <translation>它超过 200 字节</translation>
    </message>
    <message>
        <source>it is no CityDesk city</source>
        <translation>它不是 CityDesk 城市库</translation>
    </message>
    <message>
        <source>it is no SHA-256 of 64 hexadecimal digits</source>
        <translation>它不是 64 位十六进制的 SHA-256</translation>
    </message>
    <message>
        <source>it is no file but a folder or a device</source>
        <translation>它不是文件，而是文件夹或设备</translation>
    </message>
    <message>
        <source>it is no file of a known kind</source>
        <translation>它不是已知类型的文件</translation>
    </message>
    <message>
        <source>it is no picture in JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC</source>
        <translation>它不是 JPEG、PNG、WebP、GIF、BMP、TIFF 或 HEIC 图片</translation>
    </message>
    <message>
        <source>it is no raster that can be read</source>
        <translation>它不是可读取的栅格</translation>
    </message>
    <message>
        <source>it is no valid UTF-8</source>
        <translation>它不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>it is not ISO 8601</source>
        <translation>它不符合 ISO 8601</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>它不是 JSON</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>it is not a text column</source>
        <translation>它不是文本列</translation>
    </message>
    <message>
        <source>it is not a text file</source>
        <translation>它不是文本文件</translation>
    </message>
    <message>
        <source>it is not one expression</source>
        <translation>它不是单个表达式</translation>
    </message>
    <message>
        <source>it is not understood from character {0} on</source>
        <translation>从第 {0} 个字符起无法识别</translation>
    </message>
    <message>
        <source>it lies in EPSG:4549 only</source>
        <translation>示例城市只采用 EPSG:4549</translation>
    </message>
    <message>
        <source>it must be a number of metres, not negative</source>
        <translation>必须是不为负的米数</translation>
    </message>
    <message>
        <source>it must end with {seq4} or another width</source>
        <translation>它必须以 {seq4} 或其他位数结尾</translation>
    </message>
    <message>
        <source>it must not be negative</source>
        <translation>不能为负数</translation>
    </message>
    <message>
        <source>it names more coordinates than it holds</source>
        <translation>它声明的坐标多于实际坐标</translation>
    </message>
    <message>
        <source>it names more parts than it holds</source>
        <translation>它声明的部分多于实际的部分</translation>
    </message>
    <message>
        <source>it names more rings than it holds</source>
        <translation>它声明的环多于实际的环</translation>
    </message>
    <message>
        <source>it names more than it holds</source>
        <translation>它声明的内容多于实际内容</translation>
    </message>
    <message>
        <source>it needs a photo</source>
        <translation>需要照片</translation>
    </message>
    <message>
        <source>it needs a reason</source>
        <translation>需要理由</translation>
    </message>
    <message>
        <source>it needs four numbers</source>
        <translation>需要四个数</translation>
    </message>
    <message>
        <source>it needs two numbers</source>
        <translation>需要两个数</translation>
    </message>
    <message>
        <source>it serves another CityDesk process</source>
        <translation>它为另一个 CityDesk 进程服务</translation>
    </message>
    <message>
        <source>it takes whole numbers only</source>
        <translation>它只接受整数</translation>
    </message>
    <message>
        <source>it took longer than {0} s</source>
        <translation>它的执行时间超过 {0} 秒</translation>
    </message>
    <message>
        <source>it was changed meanwhile</source>
        <translation>其间它已被更改</translation>
    </message>
    <message>
        <source>it was written by another version</source>
        <translation>它由其他版本写出</translation>
    </message>
    <message>
        <source>it will be made again from the city</source>
        <translation>将根据城市库重新生成</translation>
    </message>
    <message>
        <source>its byte order mark is neither 0 nor 1</source>
        <translation>其字节序标记既不是 0 也不是 1</translation>
    </message>
    <message>
        <source>its byte order mark is not that of little endian</source>
        <translation>其字节序标记不是小端</translation>
    </message>
    <message>
        <source>its collections are nested too deeply</source>
        <translation>其集合嵌套过深</translation>
    </message>
    <message>
        <source>its condition must be ticked</source>
        <translation>必须勾选其条件</translation>
    </message>
    <message>
        <source>its coordinate system is not known</source>
        <translation>其坐标系未知</translation>
    </message>
    <message>
        <source>its coordinate system is unknown</source>
        <translation>其坐标系未知</translation>
    </message>
    <message>
        <source>its coordinate system is {0}, not {1}</source>
        <translation>其坐标系为 {0}，而不是 {1}</translation>
    </message>
    <message>
        <source>its coordinates are degrees, not metres</source>
        <translation>其坐标单位是度，不是米</translation>
    </message>
    <message>
        <source>its field &quot;{0}&quot; was changed again since</source>
        <translation>此后其字段“{0}”又被更改</translation>
    </message>
    <message>
        <source>its number was given to another feature</source>
        <translation>其编号已给了另一个要素</translation>
    </message>
    <message>
        <source>its numbers look like Gauss-Kruger with a zone number (EPSG:4527, EPSG:4528)</source>
        <translation>其数值像是带带号的高斯-克吕格坐标（EPSG:4527、EPSG:4528）</translation>
    </message>
    <message>
        <source>its numbers look like Gauss-Kruger without zone number (EPSG:4549 in Yangzhou)</source>
        <translation>其数值像是不带带号的高斯-克吕格坐标（扬州为 EPSG:4549）</translation>
    </message>
    <message>
        <source>its numbers look like Web Mercator (EPSG:3857)</source>
        <translation>其数值像是 Web 墨卡托坐标（EPSG:3857）</translation>
    </message>
    <message>
        <source>its numbers look like degrees (EPSG:4490 or EPSG:4326)</source>
        <translation>其数值像是经纬度（EPSG:4490 或 EPSG:4326）</translation>
    </message>
    <message>
        <source>its numbers look like plane coordinates with north first</source>
        <translation>其数值像是北坐标在前的平面坐标</translation>
    </message>
    <message>
        <source>its type is unknown</source>
        <translation>其类型未知</translation>
    </message>
    <message>
        <source>its version number is missing</source>
        <translation>缺少版本号</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; cannot be asked where it lies</source>
        <translation>图层“{0}”不能按位置查询</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; cannot be made</source>
        <translation>无法创建图层“{0}”</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; has no field &quot;{1}&quot;</source>
        <translation>图层“{0}”没有字段“{1}”</translation>
    </message>
    <message>
        <source>layer {0} has a column of that name</source>
        <translation>图层 {0} 已有同名的列</translation>
    </message>
    <message>
        <source>layer {0} has no field &quot;{1}&quot;</source>
        <translation>图层 {0} 没有字段“{1}”</translation>
    </message>
    <message>
        <source>layers &quot;{0}&quot; and &quot;{1}&quot; cannot be compared</source>
        <translation>图层“{0}”和“{1}”不能比较</translation>
    </message>
    <message>
        <source>leave --crs out</source>
        <translation>请去掉 --crs</translation>
    </message>
    <message>
        <source>list the layers with: citydesk-cli layers</source>
        <translation>列出图层请用：citydesk-cli layers</translation>
    </message>
    <message>
        <source>longitude and latitude were taken as WGS 84; say so if they are not</source>
        <translation>经纬度按 WGS 84 处理；如果不是，请指明</translation>
    </message>
    <message>
        <source>look at the history of the feature</source>
        <translation>请查看该要素的历史</translation>
    </message>
    <message>
        <source>look for a part of it with Find</source>
        <translation>请用“查找”搜索代码的一部分</translation>
    </message>
    <message>
        <source>look it up in the list of incidents</source>
        <translation>请在案件列表中查找</translation>
    </message>
    <message>
        <source>make it in a new city</source>
        <translation>请在新城市库中生成</translation>
    </message>
    <message>
        <source>make room or ask for the right to write beside the city</source>
        <translation>请腾出空间，或申请在城市库所在文件夹写入的权限</translation>
    </message>
    <message>
        <source>make straight lines of them first</source>
        <translation>请先将其转换为直线</translation>
    </message>
    <message>
        <source>make the column text in the spreadsheet, enter the codes again and save</source>
        <translation>请在电子表格中将该列设为文本，重新输入代码并保存</translation>
    </message>
    <message>
        <source>make the folder first</source>
        <translation>请先创建文件夹</translation>
    </message>
    <message>
        <source>measure on the ellipsoid</source>
        <translation>请在椭球面上量测</translation>
    </message>
    <message>
        <source>merge duplicates only</source>
        <translation>只能合并重复的案卷</translation>
    </message>
    <message>
        <source>more quarters than parcels</source>
        <translation>街坊多于宗地</translation>
    </message>
    <message>
        <source>names that begin with {0} belong to the program</source>
        <translation>以 {0} 开头的名称由程序保留</translation>
    </message>
    <message>
        <source>no case has this id, case number or report number</source>
        <translation>没有案卷使用此 id、案卷号或上报号</translation>
    </message>
    <message>
        <source>no case refers to the file {0}</source>
        <translation>没有案卷引用文件 {0}</translation>
    </message>
    <message>
        <source>no classes can be made from {0}</source>
        <translation>无法由 {0} 生成分级</translation>
    </message>
    <message>
        <source>no code table has this code</source>
        <translation>没有代码表含有此代码</translation>
    </message>
    <message>
        <source>no department is chosen</source>
        <translation>未选择部门</translation>
    </message>
    <message>
        <source>no distance can be asked of layer &quot;{0}&quot;</source>
        <translation>图层“{0}”不能按距离查询</translation>
    </message>
    <message>
        <source>no geometry type stands here</source>
        <translation>此处没有几何类型</translation>
    </message>
    <message>
        <source>no layer plays the role parcel</source>
        <translation>没有图层担任角色 parcel</translation>
    </message>
    <message>
        <source>no operation is known between the datums {0} and {1}; the numbers would only be passed on, off by as much as hundreds of metres</source>
        <translation>基准面 {0} 与 {1} 之间没有已知的转换方法；坐标只会原样传递，误差可达数百米</translation>
    </message>
    <message>
        <source>no parcel of the city has this code</source>
        <translation>城市库中没有此代码的宗地</translation>
    </message>
    <message>
        <source>nothing can be measured here</source>
        <translation>此处无法量测</translation>
    </message>
    <message>
        <source>nothing can be measured on the plane here</source>
        <translation>此处无法进行平面量测</translation>
    </message>
    <message>
        <source>nothing was changed</source>
        <translation>未作任何更改</translation>
    </message>
    <message>
        <source>one of the two coordinate systems is unknown</source>
        <translation>两个坐标系之一未知</translation>
    </message>
    <message>
        <source>only files on this computer are read</source>
        <translation>只读取本机上的文件</translation>
    </message>
    <message>
        <source>only plain archives on this computer are read</source>
        <translation>只读取本机上的普通压缩包</translation>
    </message>
    <message>
        <source>only reading is allowed</source>
        <translation>只允许读取</translation>
    </message>
    <message>
        <source>only what was entered can be corrected; the rest follows from the place and the life cycle</source>
        <translation>只能更正录入的内容；其余内容由位置和办理流程得出</translation>
    </message>
    <message>
        <source>only {0} may take it, not {1}</source>
        <translation>只有 {0} 可以执行，{1} 不可以</translation>
    </message>
    <message>
        <source>open a backup</source>
        <translation>请打开备份</translation>
    </message>
    <message>
        <source>open a backup, or run: citydesk-cli check</source>
        <translation>请打开备份，或运行：citydesk-cli check</translation>
    </message>
    <message>
        <source>open a city first</source>
        <translation>请先打开城市库</translation>
    </message>
    <message>
        <source>photos must be file names</source>
        <translation>photos 必须是文件名</translation>
    </message>
    <message>
        <source>pictures of this kind cannot be written</source>
        <translation>不能写出这种图片</translation>
    </message>
    <message>
        <source>please report this</source>
        <translation>请报告此问题</translation>
    </message>
    <message>
        <source>read-worker cannot be started by hand</source>
        <translation>read-worker 不能手动启动</translation>
    </message>
    <message>
        <source>row {0} has {1} cells instead of {2}</source>
        <translation>第 {0} 行有 {1} 个单元格，应为 {2} 个</translation>
    </message>
    <message>
        <source>row {0} refers to a row of {1} that is not there</source>
        <translation>第 {0} 行引用了 {1} 中不存在的行</translation>
    </message>
    <message>
        <source>run: citydesk-cli check</source>
        <translation>请运行：citydesk-cli check</translation>
    </message>
    <message>
        <source>save the data as a file on this computer first</source>
        <translation>请先将数据存为本机文件</translation>
    </message>
    <message>
        <source>see citydesk-cli layers for its fields</source>
        <translation>其字段请看 citydesk-cli layers</translation>
    </message>
    <message>
        <source>set the layer&apos;s coordinate system first</source>
        <translation>请先设置图层的坐标系</translation>
    </message>
    <message>
        <source>somebody cut it, or the disk is failing</source>
        <translation>它被截短了，或磁盘有故障</translation>
    </message>
    <message>
        <source>standard output does not take it</source>
        <translation>标准输出拒绝写入</translation>
    </message>
    <message>
        <source>take one of those steps</source>
        <translation>请执行其中一个步骤</translation>
    </message>
    <message>
        <source>text or bytes were expected in a text column</source>
        <translation>文本列应为文本或二进制数据</translation>
    </message>
    <message>
        <source>texts stand in single quotation marks, names in double ones</source>
        <translation>文本用单引号，名称用双引号</translation>
    </message>
    <message>
        <source>that is no name</source>
        <translation>这不是有效的名称</translation>
    </message>
    <message>
        <source>the .cpg file names an encoding that nobody knows: {0}</source>
        <translation>.cpg 文件声明的编码未知：{0}</translation>
    </message>
    <message>
        <source>the 13th character of a parcel code is G (state), J (collective) or Z (not determined), not {0}</source>
        <translation>宗地代码第 13 位应为 G（国有）、J（集体）或 Z（未确定），而不是 {0}</translation>
    </message>
    <message>
        <source>the 14th character of a parcel code is one of A B C D E F G H S X W Y, not {0}</source>
        <translation>宗地代码第 14 位应为 A B C D E F G H S X W Y 之一，而不是 {0}</translation>
    </message>
    <message>
        <source>the 20th character of a unit code is F (building), L (forest), Q (other) or W (none), not {0}</source>
        <translation>不动产单元代码第 20 位应为 F（房屋）、L（林木）、Q（其他）或 W（无），而不是 {0}</translation>
    </message>
    <message>
        <source>the BLOB does not end where its geometry ends</source>
        <translation>BLOB 在几何结束处之后仍有内容</translation>
    </message>
    <message>
        <source>the SRID is not followed by &apos;;&apos;</source>
        <translation>SRID 后面没有“;”</translation>
    </message>
    <message>
        <source>the buffer cannot be computed</source>
        <translation>无法计算缓冲区</translation>
    </message>
    <message>
        <source>the case is in the state {0}, from which it may take: {1}</source>
        <translation>案卷处于状态 {0}，可执行：{1}</translation>
    </message>
    <message>
        <source>the category {0} has two meanings</source>
        <translation>类别 {0} 有两种含义</translation>
    </message>
    <message>
        <source>the change of feature {0} in &quot;{1}&quot; cannot be taken back</source>
        <translation>“{2}”中要素 {0} 的更改无法撤回</translation>
    </message>
    <message>
        <source>the check character of the unified social credit code is {0}, it should be {1}</source>
        <translation>统一社会信用代码的校验码为 {0}，应为 {1}</translation>
    </message>
    <message>
        <source>the city&apos;s coordinate system is {0}, not EPSG:4549</source>
        <translation>城市库的坐标系为 {0}，而不是 EPSG:4549</translation>
    </message>
    <message>
        <source>the code has a character that is neither a digit nor a letter</source>
        <translation>代码含有既非数字也非字母的字符</translation>
    </message>
    <message>
        <source>the code is empty</source>
        <translation>代码为空</translation>
    </message>
    <message>
        <source>the collections are nested too deeply</source>
        <translation>集合嵌套过深</translation>
    </message>
    <message>
        <source>the column holds values of type {0}</source>
        <translation>该列保存类型为 {0} 的值</translation>
    </message>
    <message>
        <source>the command failed</source>
        <translation>命令执行失败</translation>
    </message>
    <message>
        <source>the condition was refused</source>
        <translation>条件被拒绝</translation>
    </message>
    <message>
        <source>the coordinate system is unknown</source>
        <translation>坐标系未知</translation>
    </message>
    <message>
        <source>the coordinate system of &quot;{0}&quot; is unknown</source>
        <translation>“{0}”的坐标系未知</translation>
    </message>
    <message>
        <source>the coordinate system of the source was not understood: {0}</source>
        <translation>无法识别数据源的坐标系：{0}</translation>
    </message>
    <message>
        <source>the coordinates are degrees</source>
        <translation>坐标单位为度</translation>
    </message>
    <message>
        <source>the copy failed, perhaps the disk is full</source>
        <translation>复制失败，磁盘可能已满</translation>
    </message>
    <message>
        <source>the copy of {0} is not sound</source>
        <translation>{0} 的副本不完好</translation>
    </message>
    <message>
        <source>the difference cannot be computed</source>
        <translation>无法计算差集</translation>
    </message>
    <message>
        <source>the disk does not take it</source>
        <translation>磁盘拒绝写入</translation>
    </message>
    <message>
        <source>the disk is full or does not take more</source>
        <translation>磁盘已满或拒绝写入</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the disk or the system reports an error ({0})</source>
        <translation>磁盘或系统报告错误（{0}）</translation>
    </message>
    <message>
        <source>the distance cannot be computed</source>
        <translation>无法计算距离</translation>
    </message>
    <message>
        <source>the encoding {0} is not known</source>
        <translation>未知的编码 {0}</translation>
    </message>
    <message>
        <source>the feature was deleted since</source>
        <translation>此后该要素已被删除</translation>
    </message>
    <message>
        <source>the feature&apos;s id is missing</source>
        <translation>缺少要素的 id</translation>
    </message>
    <message>
        <source>the file cannot be opened</source>
        <translation>文件无法打开</translation>
    </message>
    <message>
        <source>the file exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>the file is damaged or no city ({0})</source>
        <translation>文件已损坏或不是城市库（{0}）</translation>
    </message>
    <message>
        <source>the file is damaged or of a kind that the reader cannot bear; ask for it in another format</source>
        <translation>文件已损坏，或属于读取程序无法处理的类型；请索取其他格式的文件</translation>
    </message>
    <message>
        <source>the file is damaged: {0}</source>
        <translation>文件已损坏：{0}</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>the file says {0}, but its texts are {1}: read as {1}</source>
        <translation>文件声明为 {0}，但文本为 {1}：已按 {1} 读取</translation>
    </message>
    <message>
        <source>the first 12 characters of a parcel code are digits: county, cadastral district, sub-district</source>
        <translation>宗地代码前 12 位为数字：县级行政区、地籍区、地籍子区</translation>
    </message>
    <message>
        <source>the first 17 characters of an identity number are digits</source>
        <translation>公民身份号码前 17 位为数字</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>the form {0} is not known</source>
        <translation>未知的格式 {0}</translation>
    </message>
    <message>
        <source>the format &quot;{0}&quot; is not known</source>
        <translation>未知的格式“{0}”</translation>
    </message>
    <message>
        <source>the geometry differs</source>
        <translation>几何不一致</translation>
    </message>
    <message>
        <source>the geometry was left out</source>
        <translation>几何未写出</translation>
    </message>
    <message>
        <source>the geometry was left out: a spreadsheet holds only coordinates of points</source>
        <translation>几何未写出：电子表格只保存点的坐标</translation>
    </message>
    <message>
        <source>the identity number&apos;s check character is wrong</source>
        <translation>公民身份号码的校验码错误</translation>
    </message>
    <message>
        <source>the installation is incomplete</source>
        <translation>安装不完整</translation>
    </message>
    <message>
        <source>the intersection cannot be computed</source>
        <translation>无法计算交集</translation>
    </message>
    <message>
        <source>the kinds are matter, component and event</source>
        <translation>种类有 matter（事项）、component（部件）和 event（事件）</translation>
    </message>
    <message>
        <source>the label text cannot be read</source>
        <translation>无法解读标注文本</translation>
    </message>
    <message>
        <source>the layer &quot;{0}&quot; cannot be renamed or removed</source>
        <translation>图层“{0}”不能重命名或删除</translation>
    </message>
    <message>
        <source>the layer &quot;{0}&quot; has no field &quot;{1}&quot;</source>
        <translation>图层“{0}”没有字段“{1}”</translation>
    </message>
    <message>
        <source>the layer has {0} kinds of geometry: each became a shapefile of its own</source>
        <translation>图层有 {0} 种几何：每种各成一个 Shapefile</translation>
    </message>
    <message>
        <source>the layer is missing</source>
        <translation>缺少图层</translation>
    </message>
    <message>
        <source>the layer is not registered in geometry_columns: other programs do not see it</source>
        <translation>图层未在 geometry_columns 中登记：其他程序看不到它</translation>
    </message>
    <message>
        <source>the layer&apos;s coordinate system is not known: its numbers were written as they are</source>
        <translation>图层的坐标系未知：坐标已原样写出</translation>
    </message>
    <message>
        <source>the layer&apos;s table is gone</source>
        <translation>图层的表已不存在</translation>
    </message>
    <message>
        <source>the life cycle of a case has no such step</source>
        <translation>案卷的办理流程中没有这个步骤</translation>
    </message>
    <message>
        <source>the line is no JSON object</source>
        <translation>该行不是 JSON 对象</translation>
    </message>
    <message>
        <source>the mark of a part is missing</source>
        <translation>缺少部分的标记</translation>
    </message>
    <message>
        <source>the name &quot;{0}&quot; can be given to one layer only</source>
        <translation>名称“{0}”只能用于一个图层</translation>
    </message>
    <message>
        <source>the name &quot;{0}&quot; is reserved; the layer is called &quot;{1}&quot;</source>
        <translation>名称“{0}”为保留名称；图层改名为“{1}”</translation>
    </message>
    <message>
        <source>the name is empty</source>
        <translation>名称为空</translation>
    </message>
    <message>
        <source>the name is taken</source>
        <translation>名称已被占用</translation>
    </message>
    <message>
        <source>the new place is no coordinate</source>
        <translation>新位置不是有效坐标</translation>
    </message>
    <message>
        <source>the numbers of column {0} became text: they have more digits than a shapefile keeps</source>
        <translation>列 {0} 的数值已变为文本：其位数超过 Shapefile 所能保存的位数</translation>
    </message>
    <message>
        <source>the original {0} is missing</source>
        <translation>缺少原件 {0}</translation>
    </message>
    <message>
        <source>the original {0} was changed</source>
        <translation>原件 {0} 已被更改</translation>
    </message>
    <message>
        <source>the other case is not open</source>
        <translation>另一个案卷不在办理中</translation>
    </message>
    <message>
        <source>the parts of this collection cannot be merged</source>
        <translation>无法合并该集合的各部分</translation>
    </message>
    <message>
        <source>the picture would be too large</source>
        <translation>图片过大</translation>
    </message>
    <message>
        <source>the place is read-only</source>
        <translation>该位置为只读</translation>
    </message>
    <message>
        <source>the place {0}, {1} lies outside what its coordinate system can carry</source>
        <translation>位置 {0}, {1} 超出其坐标系可转换的范围</translation>
    </message>
    <message>
        <source>the reader needs more memory than it may take</source>
        <translation>读取程序需要的内存超过上限</translation>
    </message>
    <message>
        <source>the reading program handed over broken rows</source>
        <translation>读取程序传来的行已损坏</translation>
    </message>
    <message>
        <source>the reading program said something unreadable</source>
        <translation>读取程序返回了无法识别的内容</translation>
    </message>
    <message>
        <source>the reading program was asked for a layer that is not there</source>
        <translation>向读取程序请求了不存在的图层</translation>
    </message>
    <message>
        <source>the registry counts {0} features, the table has {1}</source>
        <translation>登记为 {0} 个要素，表中有 {1} 个</translation>
    </message>
    <message>
        <source>the relation of two geometries cannot be decided</source>
        <translation>无法判定两个几何的关系</translation>
    </message>
    <message>
        <source>the result cannot be written</source>
        <translation>无法写出结果</translation>
    </message>
    <message>
        <source>the roles are {0}</source>
        <translation>可用的角色为 {0}</translation>
    </message>
    <message>
        <source>the rule cannot be read: {0}</source>
        <translation>无法解读规则：{0}</translation>
    </message>
    <message>
        <source>the source has no layer &quot;{0}&quot;</source>
        <translation>数据源没有图层“{0}”</translation>
    </message>
    <message>
        <source>the source promised {0} features and delivered {1}</source>
        <translation>数据源声明 {0} 个要素，实际提供 {1} 个</translation>
    </message>
    <message>
        <source>the spatial index holds {0} entries without a feature</source>
        <translation>空间索引有 {0} 个条目没有对应的要素</translation>
    </message>
    <message>
        <source>the spatial index is damaged: {0}</source>
        <translation>空间索引已损坏：{0}</translation>
    </message>
    <message>
        <source>the spatial index is missing</source>
        <translation>缺少空间索引</translation>
    </message>
    <message>
        <source>the spatial index misses {0} features or holds wrong boxes of them</source>
        <translation>空间索引缺少 {0} 个要素，或其范围框有误</translation>
    </message>
    <message>
        <source>the statement failed</source>
        <translation>语句执行失败</translation>
    </message>
    <message>
        <source>the statement was refused</source>
        <translation>语句被拒绝</translation>
    </message>
    <message>
        <source>the statement was stopped</source>
        <translation>语句已停止</translation>
    </message>
    <message>
        <source>the step {0} is not allowed for the case {1}</source>
        <translation>案卷 {1} 不允许执行步骤 {0}</translation>
    </message>
    <message>
        <source>the style cannot be read</source>
        <translation>无法读取样式</translation>
    </message>
    <message>
        <source>the system does not let us read or write it</source>
        <translation>系统不允许读取或写入</translation>
    </message>
    <message>
        <source>the table &quot;{0}&quot; has no geometry to clip</source>
        <translation>表“{0}”没有可裁剪的几何</translation>
    </message>
    <message>
        <source>the table {0} has no column &quot;{1}&quot;</source>
        <translation>表 {0} 没有列“{1}”</translation>
    </message>
    <message>
        <source>the times of column {0} became text: a shapefile keeps only days</source>
        <translation>列 {0} 的时间已变为文本：Shapefile 只能保存日期</translation>
    </message>
    <message>
        <source>the trigger {0} is missing: changes would not be noticed</source>
        <translation>缺少触发器 {0}：更改将不会被察觉</translation>
    </message>
    <message>
        <source>the type code is {0}</source>
        <translation>类型代码为 {0}</translation>
    </message>
    <message>
        <source>the union cannot be computed</source>
        <translation>无法计算并集</translation>
    </message>
    <message>
        <source>the units are urgent_hour, work_hour, work_day and natural_day</source>
        <translation>单位有 urgent_hour、work_hour、work_day 和 natural_day</translation>
    </message>
    <message>
        <source>there are {0} layers to import</source>
        <translation>有 {0} 个图层要导入</translation>
    </message>
    <message>
        <source>there are {0}</source>
        <translation>现有 {0}</translation>
    </message>
    <message>
        <source>there is already a file of this name</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>there is already a layer &quot;{0}&quot;</source>
        <translation>已有图层“{0}”</translation>
    </message>
    <message>
        <source>there is already one of this name</source>
        <translation>已有同名图层</translation>
    </message>
    <message>
        <source>there is more than one statement</source>
        <translation>语句多于一条</translation>
    </message>
    <message>
        <source>there is neither a new name nor a title</source>
        <translation>既没有新名称，也没有标题</translation>
    </message>
    <message>
        <source>there is no colour ramp named {0}</source>
        <translation>没有名为 {0} 的色带</translation>
    </message>
    <message>
        <source>there is no column {0}</source>
        <translation>没有列 {0}</translation>
    </message>
    <message>
        <source>there is no feature {0} in &quot;{1}&quot;</source>
        <translation>“{1}”中没有要素 {0}</translation>
    </message>
    <message>
        <source>there is no field &quot;{0}&quot;</source>
        <translation>没有字段“{0}”</translation>
    </message>
    <message>
        <source>there is no field named {0}</source>
        <translation>没有名为 {0} 的字段</translation>
    </message>
    <message>
        <source>there is no file in it that can be read as a layer</source>
        <translation>其中没有可作为图层读取的文件</translation>
    </message>
    <message>
        <source>there is no layer &quot;{0}&quot;</source>
        <translation>没有图层“{0}”</translation>
    </message>
    <message>
        <source>there is no layer and no file of this name</source>
        <translation>没有这个名称的图层或文件</translation>
    </message>
    <message>
        <source>there is no layer in it</source>
        <translation>其中没有图层</translation>
    </message>
    <message>
        <source>there is no role &quot;{0}&quot;</source>
        <translation>没有角色“{0}”</translation>
    </message>
    <message>
        <source>there is no row in it</source>
        <translation>其中没有任何行</translation>
    </message>
    <message>
        <source>there is no sheet &quot;{0}&quot;</source>
        <translation>没有图幅“{0}”</translation>
    </message>
    <message>
        <source>there is no step in {0}</source>
        <translation>{0} 中没有任何步骤</translation>
    </message>
    <message>
        <source>there is no such feature, or it has no geometry</source>
        <translation>没有这个要素，或它没有几何</translation>
    </message>
    <message>
        <source>there is no such file in the archive</source>
        <translation>压缩包中没有这个文件</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>there is no such file, or it may not be read</source>
        <translation>没有这个文件，或没有读取权限</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>没有这个文件夹</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>there is nothing to change: --set, --unset, --geometry or --delete</source>
        <translation>没有要更改的内容：请用 --set、--unset、--geometry 或 --delete</translation>
    </message>
    <message>
        <source>there is nothing to import</source>
        <translation>没有可导入的内容</translation>
    </message>
    <message>
        <source>there is nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>there is nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>there is text behind its end</source>
        <translation>其末尾有多余的文本</translation>
    </message>
    <message>
        <source>this case may take: {0}</source>
        <translation>该案卷可执行：{0}</translation>
    </message>
    <message>
        <source>this geometry cannot be built</source>
        <translation>无法构建该几何</translation>
    </message>
    <message>
        <source>this geometry cannot be prepared</source>
        <translation>无法预处理该几何</translation>
    </message>
    <message>
        <source>this geometry cannot be repaired</source>
        <translation>无法修复该几何</translation>
    </message>
    <message>
        <source>this geometry cannot be simplified</source>
        <translation>无法简化该几何</translation>
    </message>
    <message>
        <source>this geometry cannot be used</source>
        <translation>无法使用该几何</translation>
    </message>
    <message>
        <source>this geometry has no interior point</source>
        <translation>该几何没有内部点</translation>
    </message>
    <message>
        <source>this is not a geometry</source>
        <translation>这不是几何</translation>
    </message>
    <message>
        <source>this is not one join</source>
        <translation>这不是一个有效的连接</translation>
    </message>
    <message>
        <source>this is not well-known text: fault at character {0} (&apos;{1}&apos;)</source>
        <translation>这不是有效的 WKT：第 {0} 个字符（“{1}”）处有误</translation>
    </message>
    <message>
        <source>this relation cannot be asked of a collection of mixed kinds</source>
        <translation>混合类型的集合不能判定此关系</translation>
    </message>
    <message>
        <source>this virtual file points to {0}, outside its folder</source>
        <translation>此虚拟文件指向其文件夹之外的 {0}</translation>
    </message>
    <message>
        <source>too many numbers</source>
        <translation>数字过多</translation>
    </message>
    <message>
        <source>transform the features to the layer&apos;s coordinate system</source>
        <translation>请将要素转换到图层的坐标系</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>请重试</translation>
    </message>
    <message>
        <source>unknown category &quot;{0}&quot;</source>
        <translation>未知的类别“{0}”</translation>
    </message>
    <message>
        <source>unknown kind of category &quot;{0}&quot;</source>
        <translation>未知的类别种类“{0}”</translation>
    </message>
    <message>
        <source>unknown role &quot;{0}&quot;</source>
        <translation>未知的角色“{0}”</translation>
    </message>
    <message>
        <source>unknown step &quot;{0}&quot;</source>
        <translation>未知的步骤“{0}”</translation>
    </message>
    <message>
        <source>unknown unit of a time limit &quot;{0}&quot;</source>
        <translation>未知的时限单位“{0}”</translation>
    </message>
    <message>
        <source>unknown urgency &quot;{0}&quot;</source>
        <translation>未知的紧急程度“{0}”</translation>
    </message>
    <message>
        <source>use .pdf or .png</source>
        <translation>请用 .pdf 或 .png</translation>
    </message>
    <message>
        <source>use .png, .pdf or .svg</source>
        <translation>请用 .png、.pdf 或 .svg</translation>
    </message>
    <message>
        <source>use CSV, or choose fewer rows</source>
        <translation>请用 CSV，或选择较少的行</translation>
    </message>
    <message>
        <source>use UTF-8 or GBK</source>
        <translation>请用 UTF-8 或 GBK</translation>
    </message>
    <message>
        <source>use auto, UTF-8, GBK, GB18030 or Big5</source>
        <translation>请用 auto、UTF-8、GBK、GB18030 或 Big5</translation>
    </message>
    <message>
        <source>use import</source>
        <translation>请用 import</translation>
    </message>
    <message>
        <source>use one of the two words</source>
        <translation>请用这两个词之一</translation>
    </message>
    <message>
        <source>use one of them</source>
        <translation>请用其中之一</translation>
    </message>
    <message>
        <source>use one of {0}</source>
        <translation>请用 {0} 之一</translation>
    </message>
    <message>
        <source>use one of {0}, or a DE-9IM pattern of nine characters out of 0 1 2 T F *</source>
        <translation>请用 {0} 之一，或由 0 1 2 T F * 组成的九位 DE-9IM 模式</translation>
    </message>
    <message>
        <source>wait until it has finished, or close it, and try again</source>
        <translation>请等它完成，或将其关闭，然后重试</translation>
    </message>
    <message>
        <source>write --crs EPSG:4549</source>
        <translation>请写 --crs EPSG:4549</translation>
    </message>
    <message>
        <source>write a colour such as #ffffff or white</source>
        <translation>请写颜色，例如 #ffffff 或 white</translation>
    </message>
    <message>
        <source>write it as FIELD=VALUE</source>
        <translation>请写成 FIELD=VALUE</translation>
    </message>
    <message>
        <source>write it as X,Y, east first</source>
        <translation>请写成 X,Y，东坐标在前</translation>
    </message>
    <message>
        <source>write it as X1,Y1,X2,Y2</source>
        <translation>请写成 X1,Y1,X2,Y2</translation>
    </message>
    <message>
        <source>write it like 2026-11-23T17:30:00+08:00</source>
        <translation>请写成 2026-11-23T17:30:00+08:00 的形式</translation>
    </message>
    <message>
        <source>write one x1,y1,x2,y2 a line</source>
        <translation>请每行写一个 x1,y1,x2,y2</translation>
    </message>
    <message>
        <source>write width x height in pixels, such as 1600x1000</source>
        <translation>请以像素写出 宽x高，例如 1600x1000</translation>
    </message>
    <message>
        <source>write wkt, geojson or none</source>
        <translation>请写 wkt、geojson 或 none</translation>
    </message>
    <message>
        <source>write: role CITY ROLE LAYER --code FIELD</source>
        <translation>请写：role CITY ROLE LAYER --code FIELD</translation>
    </message>
    <message>
        <source>wrong usage</source>
        <translation>用法错误</translation>
    </message>
    <message>
        <source>you asked to stop</source>
        <translation>您要求停止</translation>
    </message>
    <message>
        <source>{0} ({1} times)</source>
        <translation>{0}（{1} 次）</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>{0} cannot be {1}</source>
        <translation>{0} 不能是 {1}</translation>
    </message>
    <message>
        <source>{0} collections were taken apart; their attributes stand with each kind of part</source>
        <translation>{0} 个集合已拆分；其属性随各类部分保留</translation>
    </message>
    <message>
        <source>{0} curves were made into straight pieces</source>
        <translation>{0} 条曲线已转换为直线段</translation>
    </message>
    <message>
        <source>{0} different characters are not in {1} and became &quot;?&quot;: {2}</source>
        <translation>{0} 种字符不在 {1} 中，已变为“?”：{2}</translation>
    </message>
    <message>
        <source>{0} empty texts became NULL: a shapefile does not tell them apart</source>
        <translation>{0} 个空文本已变为 NULL：Shapefile 不能区分二者</translation>
    </message>
    <message>
        <source>{0} features hold bytes that are no geometry</source>
        <translation>{0} 个要素的内容不是几何</translation>
    </message>
    <message>
        <source>{0} features lie outside the area that {1} is meant for</source>
        <translation>{0} 个要素位于 {1} 的适用范围之外</translation>
    </message>
    <message>
        <source>{0} features without geometry were left out</source>
        <translation>{0} 个没有几何的要素未写出</translation>
    </message>
    <message>
        <source>{0} features without geometry were written with an empty shape</source>
        <translation>{0} 个没有几何的要素以空图形写出</translation>
    </message>
    <message>
        <source>{0} has no sheet &quot;{1}&quot;</source>
        <translation>{0} 没有工作表“{1}”</translation>
    </message>
    <message>
        <source>{0} is no code of a geometry type</source>
        <translation>{0} 不是几何类型代码</translation>
    </message>
    <message>
        <source>{0} lies in a read-only place with changes that are not merged yet: you see a private copy, changes are not possible</source>
        <translation>{0} 位于只读位置，且有尚未合并的更改：您看到的是私有副本，不能更改</translation>
    </message>
    <message>
        <source>{0} lies in a read-only place: it can be looked at, not changed</source>
        <translation>{0} 位于只读位置：只能查看，不能更改</translation>
    </message>
    <message>
        <source>{0} lies on a network share: it is written with a rollback journal, slower and by one at a time</source>
        <translation>{0} 位于网络共享：将使用回滚日志写入，速度较慢，且同时只能一人写入</translation>
    </message>
    <message>
        <source>{0} more complaints of the reader</source>
        <translation>读取程序另有 {0} 条提示</translation>
    </message>
    <message>
        <source>{0} must be text in quotes</source>
        <translation>{0} 必须是带引号的文本</translation>
    </message>
    <message>
        <source>{0} numbers were rounded to fit their column</source>
        <translation>{0} 个数值已按列宽取舍</translation>
    </message>
    <message>
        <source>{0} numeric cells have more than 15 digits: the spreadsheet has cut them; codes must be text cells</source>
        <translation>{0} 个数值单元格超过 15 位：电子表格已将其截断；代码必须存为文本单元格</translation>
    </message>
    <message>
        <source>{0} of its cells are numbers of more than 15 digits, which the spreadsheet has cut</source>
        <translation>其中 {0} 个单元格是超过 15 位的数字，已被电子表格截断</translation>
    </message>
    <message>
        <source>{0} rows have more cells than the heading; the surplus cells were left out</source>
        <translation>{0} 行的单元格多于表头；多余的单元格未导入</translation>
    </message>
    <message>
        <source>{0} rows have no usable coordinates and came without geometry</source>
        <translation>{0} 行没有可用的坐标，导入后没有几何</translation>
    </message>
    <message>
        <source>{0} rows instead of {1}</source>
        <translation>有 {0} 行，应为 {1} 行</translation>
    </message>
    <message>
        <source>{0} texts hold bytes that are not {1}; the unreadable ones became a replacement sign</source>
        <translation>{0} 个文本含有不属于 {1} 的字节；无法识别的字节已变为替换符</translation>
    </message>
    <message>
        <source>{0} texts were cut at 254 bytes, the most that a shapefile keeps</source>
        <translation>{0} 个文本被截断为 254 字节，即 Shapefile 所能保存的上限</translation>
    </message>
    <message>
        <source>{0} texts were not in the encoding that the file promises; each was decoded by its bytes</source>
        <translation>{0} 个文本的编码与文件声明不符；已逐个按字节解码</translation>
    </message>
    <message>
        <source>{0} was not written: reading it back gave something else</source>
        <translation>{0} 未写出：回读的内容不一致</translation>
    </message>
    <message>
        <source>{0} {1} {2}</source>
        <translation>{0} {1} {2}</translation>
    </message>
    <message>
        <source>features with a broken geometry, which took no part in the question to layer {0}: {1}</source>
        <translation>对图层 {0} 的查询中，有 {1} 个要素的几何已损坏，未参与运算</translation>
    </message>
    <message>
        <source>features of layer {0} without geometry, which took no part: {1}</source>
        <translation>图层 {0} 中有 {1} 个要素没有几何，未参与运算</translation>
    </message>
    <message>
        <source>pairs of features that could not be decided and count as no for layer {0}: {1}</source>
        <translation>对图层 {0} 有 {1} 对要素无法判定，按“否”计</translation>
    </message>
    <message>
        <source>features of {0} and {1} with a broken geometry, which took no part: {2}</source>
        <translation>{0} 和 {1} 中有 {2} 个要素的几何已损坏，未参与运算</translation>
    </message>
    <message>
        <source>features of {0} and {1} without geometry, which took no part: {2}</source>
        <translation>{0} 和 {1} 中有 {2} 个要素没有几何，未参与运算</translation>
    </message>
    <message>
        <source>pairs of features of {0} and {1} that could not be decided and count as no: {2}</source>
        <translation>{0} 和 {1} 中有 {2} 对要素无法判定，按“否”计</translation>
    </message>
    <message>
        <source>a marker&apos;s own drawing is left out: its plain shape stands for it</source>
        <translation>点符号内嵌的图形未写出，以普通形状代替</translation>
    </message>
    <message>
        <source>a rule is left out: its condition uses {0}</source>
        <translation>有一条规则未读入：其条件使用了 {0}</translation>
    </message>
    <message>
        <source>a rule without a condition is drawn for what no other rule takes</source>
        <translation>没有条件的规则用于其他规则都不包含的要素</translation>
    </message>
    <message>
        <source>a value on the border of two classes belongs to the upper one</source>
        <translation>恰在两级分界上的值归入较高的一级</translation>
    </message>
    <message>
        <source>clusters are written as single points</source>
        <translation>聚合点按单个点写出</translation>
    </message>
    <message>
        <source>conditions tell capital letters from small ones, also on {0}</source>
        <translation>条件区分大小写，{0} 也是如此</translation>
    </message>
    <message>
        <source>documents with a document type are not read</source>
        <translation>不读取带文档类型声明的文件</translation>
    </message>
    <message>
        <source>in the pattern {0}, % and _ stand for any characters</source>
        <translation>在模式 {0} 中，% 和 _ 代表任意字符</translation>
    </message>
    <message>
        <source>it has no geometry</source>
        <translation>它没有几何</translation>
    </message>
    <message>
        <source>it has no table {0}, or the table is empty</source>
        <translation>其中没有表 {0}，或该表为空</translation>
    </message>
    <message>
        <source>it is kept without its SLD</source>
        <translation>保存时没有附带 SLD</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>it is no SLD that draws points, lines or areas</source>
        <translation>它不是绘制点、线或面的 SLD</translation>
    </message>
    <message>
        <source>its styles are {0}</source>
        <translation>其中的样式有 {0}</translation>
    </message>
    <message>
        <source>known are {0}</source>
        <translation>已有的是 {0}</translation>
    </message>
    <message>
        <source>labels lose the form {0} of their text</source>
        <translation>标注文字的格式 {0} 未保留</translation>
    </message>
    <message>
        <source>labels of single classes become labels of the layer</source>
        <translation>个别类别的标注改为整个图层的标注</translation>
    </message>
    <message>
        <source>labels without a halo lose its colour</source>
        <translation>没有光晕的标注不保留光晕颜色</translation>
    </message>
    <message>
        <source>lines keep their width when near: widths on the ground are left out</source>
        <translation>放大时线宽保持不变：按实地宽度的设置未写出</translation>
    </message>
    <message>
        <source>lines that change with the scale keep the look of the nearest scale</source>
        <translation>随比例尺变化的线只保留最大比例尺的样式</translation>
    </message>
    <message>
        <source>markers become smaller in one step, not gradually</source>
        <translation>点符号一次变小，而不是逐渐变小</translation>
    </message>
    <message>
        <source>name the one to take</source>
        <translation>请指定要采用的样式</translation>
    </message>
    <message>
        <source>not every program knows the marker {0}</source>
        <translation>并非每个软件都认识点符号 {0}</translation>
    </message>
    <message>
        <source>of lines that lie over each other, the lowest and the uppermost are kept</source>
        <translation>叠放的线只保留最下和最上的两条</translation>
    </message>
    <message>
        <source>save it as an SLD file in the program that made it</source>
        <translation>请在生成它的软件中另存为 SLD 文件</translation>
    </message>
    <message>
        <source>symbols that change with the scale keep the look of the nearest scale</source>
        <translation>随比例尺变化的符号只保留最大比例尺的样式</translation>
    </message>
    <message>
        <source>the XML cannot be read at line {0}</source>
        <translation>XML 在第 {0} 行无法读取</translation>
    </message>
    <message>
        <source>the character {0} on a marker is left out</source>
        <translation>点符号上的字符 {0} 未写出</translation>
    </message>
    <message>
        <source>the class {0} is switched off and left out</source>
        <translation>类别 {0} 已关闭，未写出</translation>
    </message>
    <message>
        <source>the drawing {0} is not there, or too large: the plain shape stands for it</source>
        <translation>图形 {0} 不存在或过大：以普通形状代替</translation>
    </message>
    <message>
        <source>the file holds several styles: the first one is taken</source>
        <translation>文件中有多个样式：采用第一个</translation>
    </message>
    <message>
        <source>the file {0} holds no styles</source>
        <translation>文件 {0} 中没有样式</translation>
    </message>
    <message>
        <source>the heat map is written as single points</source>
        <translation>热力图按单个点写出</translation>
    </message>
    <message>
        <source>the labels are switched off and left out</source>
        <translation>标注已关闭，未写出</translation>
    </message>
    <message>
        <source>the labels of all classes become as those of the first</source>
        <translation>所有类别的标注统一为第一类的标注</translation>
    </message>
    <message>
        <source>the layer {0} is not drawn</source>
        <translation>图层 {0} 不绘制</translation>
    </message>
    <message>
        <source>the opacity of the layer goes into its colours</source>
        <translation>图层的不透明度已并入各颜色</translation>
    </message>
    <message>
        <source>the priority of labels is kept between 0 and 10</source>
        <translation>标注优先级限制在 0 到 10 之间</translation>
    </message>
    <message>
        <source>the style {0} cannot be read</source>
        <translation>样式 {0} 无法读取</translation>
    </message>
    <message>
        <source>there is no preset named {0}</source>
        <translation>没有名为 {0} 的预设样式</translation>
    </message>
    <message>
        <source>there is no style for the layer {0} in {1}</source>
        <translation>{1} 中没有图层 {0} 的样式</translation>
    </message>
    <message>
        <source>where a casing is drawn without its line, it becomes the line</source>
        <translation>只画边线而不画线的地方，边线成为线</translation>
    </message>
    <message>
        <source>where several rules hold, other programs draw all of them, not the first only</source>
        <translation>多条规则同时成立时，其他软件会全部绘制，而不只是第一条</translation>
    </message>
    <message>
        <source>{0} is not carried over</source>
        <translation>{0} 未能转换</translation>
    </message>
    <message>
        <source>it is not well-formed ({0})</source>
        <translation>它不是格式良好的 XML（{0}）</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>它太大</translation>
    </message>
    <message>
        <source>the memory does not suffice</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>the KML reader could not bear this file; another one read names and descriptions only</source>
        <translation>KML 读取组件无法处理此文件；已改用另一组件，只读取名称和说明</translation>
    </message>
    <message>
        <source>--base-opacity is out of range</source>
        <translation>--base-opacity 超出范围</translation>
    </message>
    <message>
        <source>--scale or --dpi is out of range</source>
        <translation>--scale 或 --dpi 超出范围</translation>
    </message>
    <message>
        <source>a part of the file is damaged or went away</source>
        <translation>文件的一部分已损坏或不存在了</translation>
    </message>
    <message>
        <source>add it in the preferences</source>
        <translation>请在首选项中添加</translation>
    </message>
    <message>
        <source>allow web maps in the preferences</source>
        <translation>请在首选项中允许网络底图</translation>
    </message>
    <message>
        <source>cannot make reduced copies of {0}</source>
        <translation>无法为 {0} 生成概览</translation>
    </message>
    <message>
        <source>cannot use the template {0}</source>
        <translation>无法使用模板 {0}</translation>
    </message>
    <message>
        <source>cannot use the tiles in {0}</source>
        <translation>无法使用 {0} 中的瓦片</translation>
    </message>
    <message>
        <source>case sheets of this kind cannot be written</source>
        <translation>不能写出这种格式的案卷单</translation>
    </message>
    <message>
        <source>choose at most {0}</source>
        <translation>最多选择 {0} 个</translation>
    </message>
    <message>
        <source>enter your key in the preferences</source>
        <translation>请在首选项中输入您的密钥</translation>
    </message>
    <message>
        <source>give --scale between 50 and 10000000 and --dpi between 30 and 600</source>
        <translation>请给出 50 到 10000000 之间的 --scale 和 30 到 600 之间的 --dpi</translation>
    </message>
    <message>
        <source>give a number from 0 to 1</source>
        <translation>请给出 0 到 1 之间的数</translation>
    </message>
    <message>
        <source>give it a world file, or coordinates with gdal_translate</source>
        <translation>请为它提供坐标文件（world file），或用 gdal_translate 写入坐标</translation>
    </message>
    <message>
        <source>give the number of a case, or --where</source>
        <translation>请给出案卷编号，或使用 --where</translation>
    </message>
    <message>
        <source>it has no places for a tile</source>
        <translation>其中没有瓦片的占位符</translation>
    </message>
    <message>
        <source>it wants a key</source>
        <translation>它需要密钥</translation>
    </message>
    <message>
        <source>make room on the disk of the cache</source>
        <translation>请在缓存所在磁盘上腾出空间</translation>
    </message>
    <message>
        <source>no case is named</source>
        <translation>没有指定案卷</translation>
    </message>
    <message>
        <source>no case meets &quot;{0}&quot;</source>
        <translation>没有案卷符合“{0}”</translation>
    </message>
    <message>
        <source>the base map is not whole: {0}</source>
        <translation>底图不完整：{0}</translation>
    </message>
    <message>
        <source>the host is not in the list of allowed ones</source>
        <translation>该主机不在允许列表中</translation>
    </message>
    <message>
        <source>the network is switched off</source>
        <translation>网络已关闭</translation>
    </message>
    <message>
        <source>the web map of {0} is not shown</source>
        <translation>不显示 {0} 的网络地图</translation>
    </message>
    <message>
        <source>there are no pictures like 12/3371/1664.png in it</source>
        <translation>其中没有形如 12/3371/1664.png 的图片</translation>
    </message>
    <message>
        <source>there is no tile grid &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的瓦片格网</translation>
    </message>
    <message>
        <source>they are not in web Mercator</source>
        <translation>它们不是 Web 墨卡托投影</translation>
    </message>
    <message>
        <source>use 3857 (web Mercator), c (CGCS2000) or 4326</source>
        <translation>请使用 3857（Web 墨卡托）、c（CGCS2000）或 4326</translation>
    </message>
    <message>
        <source>write {z}, {x} and {y} where level, column and row stand</source>
        <translation>请在级别、列号和行号的位置写 {z}、{x} 和 {y}</translation>
    </message>
    <message>
        <source>{0} cases are too many for one file</source>
        <translation>{0} 个案卷放进一个文件太多了</translation>
    </message>
    <message>
        <source>edit a cell</source>
        <translation>修改单元格</translation>
    </message>
    <message>
        <source>find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message>
        <source>incident correction</source>
        <translation>更正案卷</translation>
    </message>
    <message>
        <source>incident moved</source>
        <translation>移动案卷位置</translation>
    </message>
    <message>
        <source>incident photo</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>incident report</source>
        <translation>上报案件</translation>
    </message>
    <message>
        <source>it cannot be written to the folder for temporary files</source>
        <translation>无法写入临时文件夹</translation>
    </message>
    <message>
        <source>make room there, or save the picture as a file and add that</source>
        <translation>请清出空间，或先将图片存为文件再添加</translation>
    </message>
    <message>
        <source>the layer {0} is not drawn: {1}</source>
        <translation>图层 {0} 未绘制：{1}</translation>
    </message>
    <message>
        <source>the pasted picture cannot be kept</source>
        <translation>无法保存粘贴的图片</translation>
    </message>
    <message>
        <source>it is no SVG, or larger than 256 KiB</source>
        <translation>它不是 SVG，或超过 256 KiB</translation>
    </message>
    <message>
        <source>the drawing {0} cannot be used</source>
        <translation>图形 {0} 无法使用</translation>
    </message>
    <message>
        <source>there is no file {0}</source>
        <translation>没有文件 {0}</translation>
    </message>
    <message>
        <source>no state of a case is called so</source>
        <translation>案卷没有这个状态</translation>
    </message>
    <message>
        <source>the states are:{0}</source>
        <translation>状态有：{0}</translation>
    </message>
    <message>
        <source>add one (--photo)</source>
        <translation>请添加照片（--photo）</translation>
    </message>
    <message>
        <source>choose another name (--as), add to it (--append), or replace it (--replace)</source>
        <translation>请另取名称（--as）、追加（--append）或替换（--replace）</translation>
    </message>
    <message>
        <source>choose another name, or allow it to be overwritten (--overwrite)</source>
        <translation>请另取名称，或允许覆盖（--overwrite）</translation>
    </message>
    <message>
        <source>choose one (--source-layer)</source>
        <translation>请选择一个（--source-layer）</translation>
    </message>
    <message>
        <source>give its numbers as they are (without --crs)</source>
        <translation>可原样输出坐标（不加 --crs）</translation>
    </message>
    <message>
        <source>import it again and name its system (--source-crs)</source>
        <translation>请重新导入并指明其坐标系（--source-crs）</translation>
    </message>
    <message>
        <source>its coordinate system is not known: it can be seen, but takes no part in questions with other layers; name it (--source-crs)</source>
        <translation>其坐标系未知：可以显示，但不参与与其他图层的查询；请指明坐标系（--source-crs）</translation>
    </message>
    <message>
        <source>keep the coordinates as they are (--crs source), or accept the uncertainty (--accept-ballpark)</source>
        <translation>请保留原坐标（--crs source），或接受这一误差（--accept-ballpark）</translation>
    </message>
    <message>
        <source>load its tables too (--tables)</source>
        <translation>可同时载入其表格（--tables）</translation>
    </message>
    <message>
        <source>name an open case (--to)</source>
        <translation>请指明在办案卷（--to）</translation>
    </message>
    <message>
        <source>name it (--to)</source>
        <translation>请指明（--to）</translation>
    </message>
    <message>
        <source>narrow it down, or allow more time (--timeout)</source>
        <translation>请缩小范围，或延长时限（--timeout）</translation>
    </message>
    <message>
        <source>say which kind it is (--kind {0} or --kind {1})</source>
        <translation>请指明种类（--kind {0} 或 --kind {1}）</translation>
    </message>
    <message>
        <source>say why (--reason)</source>
        <translation>请说明理由（--reason）</translation>
    </message>
    <message>
        <source>tick it (--condition)</source>
        <translation>请勾选条件（--condition）</translation>
    </message>
    <message>
        <source>use a matter&apos;s five digits such as 06010, or a legacy four-digit code and its kind (--kind)</source>
        <translation>请使用事件的五位代码（如 06010），或旧四位代码并指明种类（--kind）</translation>
    </message>
    <message>
        <source>create the city in EPSG:4549 (--crs EPSG:4549)</source>
        <translation>请以 EPSG:4549 新建城市库（--crs EPSG:4549）</translation>
    </message>
    <message>
        <source>make them with gdal2tiles and its profile mercator</source>
        <translation>请用 gdal2tiles 以 mercator 方案制作</translation>
    </message>
    <message>
        <source>it cannot be carried into the layer&apos;s coordinate system</source>
        <translation>无法换算到图层的坐标系</translation>
    </message>
    <message>
        <source>it is a city or belongs to one</source>
        <translation>它是城市库，或属于某个城市库</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; is named twice</source>
        <translation>字段“{0}”写了两次</translation>
    </message>
    <message>
        <source>the heights or measures of {0} features were left out; WKT keeps them</source>
        <translation>{0} 个要素的高程或测量值未写出；WKT 可保留</translation>
    </message>
    <message>
        <source>{0} features cannot be carried into {1} and went without geometry</source>
        <translation>{0} 个要素无法换算到 {1}，未带几何写出</translation>
    </message>
    <message>
        <source>{0} holds {1}, which its name does not say</source>
        <translation>{0} 的内容是 {1}，与文件名不符</translation>
    </message>
    <message>
        <source>{0} lines, areas or groups of points became one point each; WKT keeps them</source>
        <translation>{0} 个线、面或点组各变成一个点；WKT 可保留</translation>
    </message>
    <message>
        <source>{0} stood there before and was not touched</source>
        <translation>{0} 原已存在，未作改动</translation>
    </message>
    <message>
        <source>the file is cut short or damaged: {0} of its features could not be read whole and were rejected</source>
        <translation>文件被截断或已损坏：{0} 个要素无法完整读取，已拒收</translation>
    </message>
    <message>
        <source>{0} dates do not exist ({1} is one of them) and were left empty</source>
        <translation>{0} 个日期不存在（如 {1}），已留空</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>（必填）</translation>
    </message>
    <message>
        <source>A consistent copy while others write</source>
        <translation>在他人写入的同时制作一致的副本</translation>
    </message>
    <message>
        <source>Another name or title for a layer</source>
        <translation>更改图层的名称或标题</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Attributes joined to a layer by place or by a code</source>
        <translation>按位置或编码把属性连接到图层</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>CityDesk on the command line: the city database, its layers, cases and maps.</source>
        <translation>命令行中的 CityDesk：城市数据库及其图层、案卷和地图。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Do again what undo took back</source>
        <translation>重做撤销的更改</translation>
    </message>
    <message>
        <source>Features of a layer that meet every condition</source>
        <translation>查出图层中满足全部条件的要素</translation>
    </message>
    <message>
        <source>Find places by name, number or coordinate</source>
        <translation>按名称、编号或坐标查找地点</translation>
    </message>
    <message>
        <source>Integrity of file, indexes, registrations, originals</source>
        <translation>检查文件、索引、登记和原件是否完好</translation>
    </message>
    <message>
        <source>Load layers of foreign files</source>
        <translation>导入外部文件的图层</translation>
    </message>
    <message>
        <source>Make a new city database</source>
        <translation>新建城市数据库</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>One read-only SQL statement</source>
        <translation>执行一条只读 SQL 语句</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Reads a foreign file for another CityDesk process</source>
        <translation>为另一个 CityDesk 进程读取外部文件</translation>
    </message>
    <message>
        <source>Report, list and follow incidents</source>
        <translation>上报、列出和跟踪案卷</translation>
    </message>
    <message>
        <source>Show or set how a layer looks</source>
        <translation>查看或设置图层的样式</translation>
    </message>
    <message>
        <source>SpatiaLite&apos;s own check finds the spatial index wrong</source>
        <translation>SpatiaLite 自身的检查发现空间索引有误</translation>
    </message>
    <message>
        <source>Take back the last change, also after a restart</source>
        <translation>撤销上一次更改，重启后也可以</translation>
    </message>
    <message>
        <source>Take layers out of a city, all or none</source>
        <translation>从城市中移除图层，要么全部移除，要么都不移除</translation>
    </message>
    <message>
        <source>The frames of a scripted journey over the map, in the beat of a 60 Hz display</source>
        <translation>按脚本在地图上移动并绘制各帧，节拍同 60 Hz 显示器</translation>
    </message>
    <message>
        <source>The layers of a city, bottom first</source>
        <translation>列出城市的图层，底层在前</translation>
    </message>
    <message>
        <source>The map as a picture (PNG, PDF, SVG)</source>
        <translation>把地图绘制成图片（PNG、PDF、SVG）</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用法</translation>
    </message>
    <message>
        <source>What a base map is; reduced copies of a large raster</source>
        <translation>查看底图信息；为大栅格制作缩小的副本</translation>
    </message>
    <message>
        <source>Which layer is the district, the parcel, the road …</source>
        <translation>指定哪个图层是区县、宗地、道路……</translation>
    </message>
    <message>
        <source>Who changed what, when and why, newest first</source>
        <translation>谁在何时为何改了什么，最新的在前</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is an argument too many</source>
        <translation>多余的参数“{0}”</translation>
    </message>
    <message>
        <source>&quot;{1}&quot; is no value for {0}</source>
        <translation>“{1}”不能作为 {0} 的值</translation>
    </message>
    <message>
        <source>&quot;{1}&quot; is no value for {0}: it takes {2}</source>
        <translation>“{1}”不能作为 {0} 的值：可用 {2}</translation>
    </message>
    <message>
        <source>&quot;{1}&quot; is no value for {0}: the number is out of range</source>
        <translation>“{1}”不能作为 {0} 的值：数值超出范围</translation>
    </message>
    <message>
        <source>a command is missing</source>
        <translation>缺少命令</translation>
    </message>
    <message>
        <source>a coordinate is not a finite number</source>
        <translation>有坐标不是有限数值</translation>
    </message>
    <message>
        <source>a function of SpatiaLite crashed on what it was given (signal {0})</source>
        <translation>SpatiaLite 的函数因所给数据而崩溃（信号 {0}）</translation>
    </message>
    <message>
        <source>a loaded layer is taken away by removing it</source>
        <translation>不需要的已载入图层请直接移除</translation>
    </message>
    <message>
        <source>add column</source>
        <translation>添加字段</translation>
    </message>
    <message>
        <source>cannot read --parcels</source>
        <translation>无法读取 --parcels</translation>
    </message>
    <message>
        <source>choose report, verify, handle or check</source>
        <translation>请选用 report、verify、handle 或 check</translation>
    </message>
    <message>
        <source>clear the filter first</source>
        <translation>请先清除过滤条件</translation>
    </message>
    <message>
        <source>give it no empty or invalid geometry: ST_IsEmpty(geometry) = 0 AND ST_IsValid(geometry) = 1</source>
        <translation>请勿传入空的或无效的几何：ST_IsEmpty(geometry) = 0 AND ST_IsValid(geometry) = 1</translation>
    </message>
    <message>
        <source>it is a number above 0</source>
        <translation>它应是大于 0 的数</translation>
    </message>
    <message>
        <source>it takes finite numbers only</source>
        <translation>它只接受有限数值</translation>
    </message>
    <message>
        <source>layer removed</source>
        <translation>移除图层</translation>
    </message>
    <message>
        <source>rename layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>see citydesk-cli {0}--help</source>
        <translation>请看 citydesk-cli {0}--help</translation>
    </message>
    <message>
        <source>the column &quot;{0}&quot; of &quot;{1}&quot; cannot be taken away</source>
        <translation>无法去掉“{1}”的字段“{0}”</translation>
    </message>
    <message>
        <source>the layer&apos;s filter uses it</source>
        <translation>图层的过滤条件用到了它</translation>
    </message>
    <message>
        <source>the load of the layer &quot;{0}&quot; cannot be undone</source>
        <translation>图层“{0}”的载入不能撤销</translation>
    </message>
    <message>
        <source>the option {0} needs a value</source>
        <translation>选项 {0} 缺少值</translation>
    </message>
    <message>
        <source>the option {0} needs {1}</source>
        <translation>选项 {0} 须与 {1} 一起使用</translation>
    </message>
    <message>
        <source>the removal of the layer &quot;{0}&quot; cannot be undone</source>
        <translation>图层“{0}”的移除不能撤销</translation>
    </message>
    <message>
        <source>the table of time limits does not know the condition &quot;{0}&quot; of category {1}, only: {2}</source>
        <translation>时限表中没有类别 {1} 的条件“{0}”，只有：{2}</translation>
    </message>
    <message>
        <source>the text is no valid UTF-8</source>
        <translation>文本不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>there is a folder of this name</source>
        <translation>已有同名的文件夹</translation>
    </message>
    <message>
        <source>there is no command &quot;{0}&quot;</source>
        <translation>没有命令“{0}”</translation>
    </message>
    <message>
        <source>there is no language &quot;{0}&quot;</source>
        <translation>没有语言“{0}”</translation>
    </message>
    <message>
        <source>there is no option {0}</source>
        <translation>没有选项 {0}</translation>
    </message>
    <message>
        <source>there is no stage &quot;{0}&quot; of photos</source>
        <translation>照片没有“{0}”这个环节</translation>
    </message>
    <message>
        <source>undo once more takes back the older change of feature {0} in &quot;{1}&quot;</source>
        <translation>再撤销一次将撤销“{2}”中要素 {0} 更早的更改</translation>
    </message>
    <message>
        <source>undo once more takes back the older change of the layer &quot;{0}&quot;</source>
        <translation>再撤销一次将撤销图层“{0}”更早的更改</translation>
    </message>
    <message>
        <source>write en or zh_CN</source>
        <translation>请写 en 或 zh_CN</translation>
    </message>
    <message>
        <source>{0} empty geometries were stored as no geometry</source>
        <translation>{0} 个空几何按无几何存储</translation>
    </message>
    <message>
        <source>{0} is missing</source>
        <translation>缺少 {0}</translation>
    </message>
    <message>
        <source>it cannot be understood near &quot;{0}&quot;</source>
        <translation>在“{0}”附近无法理解</translation>
    </message>
    <message>
        <source>it is damaged ({0})</source>
        <translation>文件已损坏（{0}）</translation>
    </message>
    <message>
        <source>the .shx file that belongs to it is cut short: copy all files of the shapefile anew</source>
        <translation>配套的 .shx 文件不完整：请重新复制该 Shapefile 的全部文件</translation>
    </message>
    <message>
        <source>the .shx file that belongs to it is missing: a shapefile is at least .shp, .shx and .dbf</source>
        <translation>缺少配套的 .shx 文件：Shapefile 至少包括 .shp、.shx 和 .dbf</translation>
    </message>
    <message>
        <source>the column {0} is in several tables</source>
        <translation>字段 {0} 同时出现在多个表中</translation>
    </message>
    <message>
        <source>the function {0} takes another number of values</source>
        <translation>函数 {0} 的参数个数不对</translation>
    </message>
    <message>
        <source>there is no function {0}</source>
        <translation>没有函数 {0}</translation>
    </message>
    <message>
        <source>there is no layer or table {0}</source>
        <translation>没有图层或表 {0}</translation>
    </message>
    <message>
        <source>{0} cannot be read: a quotation mark may be missing</source>
        <translation>{0} 无法读取：可能缺少引号</translation>
    </message>
    <message>
        <source>the change of case {0} cannot be taken back</source>
        <translation>案卷 {0} 的更改无法撤回</translation>
    </message>
    <message>
        <source>the change of {0} in &quot;{1}&quot; cannot be taken back</source>
        <translation>“{2}”中 {0} 的更改无法撤回</translation>
    </message>
    <message>
        <source>undo once more takes back the older change of case {0}</source>
        <translation>再撤销一次将撤销案卷 {0} 更早的更改</translation>
    </message>
    <message>
        <source>undo once more takes back the older change of {0} in &quot;{1}&quot;</source>
        <translation>再撤销一次将撤销“{2}”中 {0} 更早的更改</translation>
    </message>
    <message>
        <source>take intersection, union, difference, symmetric_difference or identity (--op)</source>
        <translation>请选 intersection、union、difference、symmetric_difference 或 identity（--op）</translation>
    </message>
    <message>
        <source>Figures of a layer for each zone</source>
        <translation>按分区统计图层的数值</translation>
    </message>
    <message>
        <source>Two layers cut by each other</source>
        <translation>两个图层相互切割</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no overlay</source>
        <translation>“{0}”不是叠加运算</translation>
    </message>
    <message>
        <source>areas have an area (--area), lines have a length (--length)</source>
        <translation>面有面积（--area），线有长度（--length）</translation>
    </message>
    <message>
        <source>ask for their intersection (--op), or name them the other way round</source>
        <translation>请求两者的相交部分（--op），或交换两者的次序</translation>
    </message>
    <message>
        <source>ask for their intersection, difference or identity (--op)</source>
        <translation>请求两者的相交、差或标识叠加（--op）</translation>
    </message>
    <message>
        <source>feature {1} of {0} is set aside</source>
        <translation>{0} 的要素 {1} 已搁置</translation>
    </message>
    <message>
        <source>it does not hold numbers</source>
        <translation>该字段不是数值</translation>
    </message>
    <message>
        <source>it holds features of several kinds: points, lines, areas</source>
        <translation>其中有多种要素：点、线、面</translation>
    </message>
    <message>
        <source>its features are no areas</source>
        <translation>其要素不是面</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; cannot be cut or shared out</source>
        <translation>图层“{0}”无法切割或分摊</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; has no zones</source>
        <translation>图层“{0}”没有分区</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; has no {1} to share out</source>
        <translation>图层“{0}”没有可分摊的 {1}</translation>
    </message>
    <message>
        <source>lines or points do not part areas, nor points lines</source>
        <translation>线和点不能分割面，点不能分割线</translation>
    </message>
    <message>
        <source>make a layer of each kind first (import it with --split-types)</source>
        <translation>请先按种类各建一个图层（导入时用 --split-types）</translation>
    </message>
    <message>
        <source>name a layer of areas (--zones)</source>
        <translation>请指定面图层（--zones）</translation>
    </message>
    <message>
        <source>nothing is left of it when it is repaired</source>
        <translation>修复后什么也没有剩下</translation>
    </message>
    <message>
        <source>the boundary cannot be computed</source>
        <translation>无法计算边界</translation>
    </message>
    <message>
        <source>the common part with another feature cannot be computed</source>
        <translation>无法计算与另一要素的公共部分</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; of layer &quot;{1}&quot; cannot be added up</source>
        <translation>图层“{1}”的字段“{0}”不能求和</translation>
    </message>
    <message>
        <source>what came out of {0} and {1} is not all that went in</source>
        <translation>{0} 与 {1} 的结果与输入不相等</translation>
    </message>
    <message>
        <source>invalid features of {0} and {1}, which took part in their repaired form: {2}</source>
        <translation>{0} 与 {1} 中有 {2} 个无效要素，已按修复后的形状参与</translation>
    </message>
    <message>
        <source>features of {0} and {1} that could not be cut and are set aside: {2}</source>
        <translation>{0} 与 {1} 中有 {2} 个要素无法切割，已搁置</translation>
    </message>
    <message>
        <source>Features of a layer put together by the value of a field</source>
        <translation>把图层中字段值相同的要素合在一起</translation>
    </message>
    <message>
        <source>What lies within a distance of the features of a layer</source>
        <translation>与图层要素相距一定距离以内的范围</translation>
    </message>
    <message>
        <source>at least one field must be given, and none twice</source>
        <translation>至少要给出一个字段，且不能重复</translation>
    </message>
    <message>
        <source>give a distance above 0</source>
        <translation>请给出大于 0 的距离</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; cannot be buffered</source>
        <translation>无法为图层“{0}”做缓冲区</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; cannot be dissolved</source>
        <translation>无法融合图层“{0}”</translation>
    </message>
    <message>
        <source>points and lines have no inside: nothing lies within 0 or fewer metres of them</source>
        <translation>点和线没有内部：0 米或更近的范围内什么也没有</translation>
    </message>
    <message>
        <source>invalid features of layer {0}, which count as they are after repair: {1}</source>
        <translation>图层 {0} 有 {1} 个要素几何无效，按修复后的形状计入</translation>
    </message>
    <message>
        <source>features of layer {0} that could not be computed and are left out: {1}</source>
        <translation>图层 {0} 有 {1} 个要素无法计算，已略去</translation>
    </message>
    <message>
        <source>features of layer {0} with a broken geometry, which took no part: {1}</source>
        <translation>图层 {0} 有 {1} 个要素的几何已损坏，没有参与</translation>
    </message>
    <message>
        <source>features of layer {0} that vanished: {1}</source>
        <translation>图层 {0} 有 {1} 个要素消失了</translation>
    </message>
    <message>
        <source>A class for each value of a field</source>
        <translation>字段的每个值一类</translation>
    </message>
    <message>
        <source>A page with title, legend and scale bar: a4 or a3</source>
        <translation>带标题、图例和比例尺的页面：a4 或 a3</translation>
    </message>
    <message>
        <source>A photo; may be given several times</source>
        <translation>照片；可给出多次</translation>
    </message>
    <message>
        <source>A row for each value of this field in each zone</source>
        <translation>每个分区内该字段的每个值一行</translation>
    </message>
    <message>
        <source>A signature line; may be given several times</source>
        <translation>签名行；可给出多次</translation>
    </message>
    <message>
        <source>Add a feature</source>
        <translation>添加一个要素</translation>
    </message>
    <message>
        <source>Add the features to the layer of this name</source>
        <translation>将要素追加到同名图层</translation>
    </message>
    <message>
        <source>Area of the parts in each zone, in square metres</source>
        <translation>各分区内部分的面积，平方米</translation>
    </message>
    <message>
        <source>At most N results</source>
        <translation>最多 N 个结果</translation>
    </message>
    <message>
        <source>At most N</source>
        <translation>最多 N 个</translation>
    </message>
    <message>
        <source>At most so many entries (default: 1000)</source>
        <translation>最多的条目数（默认 1000）</translation>
    </message>
    <message>
        <source>At most so many features</source>
        <translation>最多的要素数</translation>
    </message>
    <message>
        <source>At most so many metres apart</source>
        <translation>相距最多的米数</translation>
    </message>
    <message>
        <source>At most so many metres from OTHER; may be given again</source>
        <translation>距 OTHER 最多的米数；可再次给出</translation>
    </message>
    <message>
        <source>Back to the default look</source>
        <translation>恢复默认样式</translation>
    </message>
    <message>
        <source>Base map below: a raster file, a folder of tiles, a template or tianditu:vec|img|ter</source>
        <translation>底图：栅格文件、瓦片文件夹、模板或 tianditu:vec|img|ter</translation>
    </message>
    <message>
        <source>Bounds of --graduated: equal, quantile or jenks</source>
        <translation>--graduated 的分级方法：equal、quantile 或 jenks</translation>
    </message>
    <message>
        <source>CRS of --at (default: the city&apos;s)</source>
        <translation>--at 的坐标系（默认为城市坐标系）</translation>
    </message>
    <message>
        <source>CSV and XLSX: xy, wkt or none</source>
        <translation>CSV 和 XLSX：xy、wkt 或 none</translation>
    </message>
    <message>
        <source>Chinese title</source>
        <translation>中文标题</translation>
    </message>
    <message>
        <source>City database to make (*.citydb)</source>
        <translation>要新建的城市数据库（*.citydb）</translation>
    </message>
    <message>
        <source>City database</source>
        <translation>城市数据库</translation>
    </message>
    <message>
        <source>Classes by the numbers of a field</source>
        <translation>按字段的数值分级</translation>
    </message>
    <message>
        <source>Code system, or part of its name</source>
        <translation>代码体系，或其名称的一部分</translation>
    </message>
    <message>
        <source>Code, such as 06010</source>
        <translation>代码，例如 06010</translation>
    </message>
    <message>
        <source>Colour of the paper, such as #ffffff</source>
        <translation>纸张颜色，例如 #ffffff</translation>
    </message>
    <message>
        <source>Colours of --graduated; with - before it, the other way round</source>
        <translation>--graduated 的色带；前面加 - 则反向</translation>
    </message>
    <message>
        <source>Coordinate system of --bbox (default: the city&apos;s)</source>
        <translation>--bbox 的坐标系（默认为城市坐标系）</translation>
    </message>
    <message>
        <source>Coordinate system of the city</source>
        <translation>城市坐标系</translation>
    </message>
    <message>
        <source>Date on the page (default: today)</source>
        <translation>页面上的日期（默认为今天）</translation>
    </message>
    <message>
        <source>Department, handler or other case</source>
        <translation>部门、处置人员或另一案卷</translation>
    </message>
    <message>
        <source>Device pixels per pixel, such as 2 (default 1)</source>
        <translation>每像素的设备像素数，例如 2（默认 1）</translation>
    </message>
    <message>
        <source>Draw so many times and tell each time</source>
        <translation>绘制的次数，并报告每次用时</translation>
    </message>
    <message>
        <source>Empty a field (NULL); may be given again</source>
        <translation>清空一个字段（NULL）；可再次给出</translation>
    </message>
    <message>
        <source>English title</source>
        <translation>英文标题</translation>
    </message>
    <message>
        <source>Every case that meets this SQL condition</source>
        <translation>满足此 SQL 条件的所有案卷</translation>
    </message>
    <message>
        <source>FIELD=VALUE; may be given several times</source>
        <translation>字段=值；可给出多次</translation>
    </message>
    <message>
        <source>Features that agree in this field become one; may be given again</source>
        <translation>该字段值相同的要素合并为一个；可再次给出</translation>
    </message>
    <message>
        <source>Field of LEFT = column of RIGHT</source>
        <translation>LEFT 的字段 = RIGHT 的列</translation>
    </message>
    <message>
        <source>Field with the code</source>
        <translation>代码字段</translation>
    </message>
    <message>
        <source>Field with the name</source>
        <translation>名称字段</translation>
    </message>
    <message>
        <source>File of JSON lines, or - for standard input</source>
        <translation>JSON 行文件，或用 - 表示标准输入</translation>
    </message>
    <message>
        <source>File to write: .pdf, or .png (a picture for each page)</source>
        <translation>要写入的文件：.pdf，或 .png（每页一张图）</translation>
    </message>
    <message>
        <source>File to write: .png, .pdf or .svg</source>
        <translation>要写入的文件：.png、.pdf 或 .svg</translation>
    </message>
    <message>
        <source>File with one X1,Y1,X2,Y2 a line</source>
        <translation>每行一个 X1,Y1,X2,Y2 的文件</translation>
    </message>
    <message>
        <source>Files, folders or archives to load</source>
        <translation>要导入的文件、文件夹或压缩包</translation>
    </message>
    <message>
        <source>Filing or closing condition, as the table of time limits words it</source>
        <translation>立案或结案条件，按时限表中的措辞</translation>
    </message>
    <message>
        <source>Folder for each first and complete frame</source>
        <translation>保存每个首帧和完整帧的文件夹</translation>
    </message>
    <message>
        <source>Form of --get: json, sld (SLD and SE 1.1) or sld10 (SLD 1.0)</source>
        <translation>--get 的格式：json、sld（SLD 和 SE 1.1）或 sld10（SLD 1.0）</translation>
    </message>
    <message>
        <source>Give a field a value; may be given again</source>
        <translation>为字段赋值；可再次给出</translation>
    </message>
    <message>
        <source>Heading of the page</source>
        <translation>页面标题</translation>
    </message>
    <message>
        <source>Help of every command</source>
        <translation>所有命令的帮助</translation>
    </message>
    <message>
        <source>Host that a web base map may be fetched from; none without it</source>
        <translation>允许获取网络底图的主机；不给出则一律不允许</translation>
    </message>
    <message>
        <source>Host that a web map may be fetched from</source>
        <translation>允许获取网络地图的主机</translation>
    </message>
    <message>
        <source>How far around; below 0 areas shrink</source>
        <translation>缓冲距离；小于 0 时面收缩</translation>
    </message>
    <message>
        <source>How many features; without any figure too</source>
        <translation>要素数；不给出任何指标时也统计</translation>
    </message>
    <message>
        <source>ID of the component concerned</source>
        <translation>相关部件的标识码</translation>
    </message>
    <message>
        <source>Inside this box</source>
        <translation>在此范围内</translation>
    </message>
    <message>
        <source>Invalid geometry: keep, repair or reject</source>
        <translation>无效几何：keep（保留）、repair（修复）或 reject（拒绝）</translation>
    </message>
    <message>
        <source>Its new name</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>JSON: an object of styles by layer name, or one style for all layers</source>
        <translation>JSON：按图层名称列出样式的对象，或用于所有图层的一个样式</translation>
    </message>
    <message>
        <source>Key for {key} in the template</source>
        <translation>模板中 {key} 的密钥</translation>
    </message>
    <message>
        <source>LAYER predicate OTHER; may be given again</source>
        <translation>LAYER 谓词 OTHER；可再次给出</translation>
    </message>
    <message>
        <source>LAYER:ID, X1,Y1,X2,Y2 or WKT: only what meets this area</source>
        <translation>LAYER:ID、X1,Y1,X2,Y2 或 WKT：仅与此区域相交的要素</translation>
    </message>
    <message>
        <source>LEFT predicate RIGHT</source>
        <translation>LEFT 谓词 RIGHT</translation>
    </message>
    <message>
        <source>Language of messages: en or zh_CN</source>
        <translation>消息的语言：en 或 zh_CN</translation>
    </message>
    <message>
        <source>Layer of areas</source>
        <translation>面图层</translation>
    </message>
    <message>
        <source>Layer that cuts it</source>
        <translation>用于裁切的图层</translation>
    </message>
    <message>
        <source>Layer that is counted and added up</source>
        <translation>被统计和汇总的图层</translation>
    </message>
    <message>
        <source>Layer that is cut</source>
        <translation>被裁切的图层</translation>
    </message>
    <message>
        <source>Layer that plays it</source>
        <translation>充当该角色的图层</translation>
    </message>
    <message>
        <source>Layer whose features stay</source>
        <translation>保留其要素的图层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layer, or with --on also a CSV or XLSX file</source>
        <translation>图层；使用 --on 时也可以是 CSV 或 XLSX 文件</translation>
    </message>
    <message>
        <source>Layers of the map clip</source>
        <translation>地图截图中的图层</translation>
    </message>
    <message>
        <source>Layers to remove</source>
        <translation>要移除的图层</translation>
    </message>
    <message>
        <source>Length of the parts in each zone, in metres</source>
        <translation>各分区内部分的长度，米</translation>
    </message>
    <message>
        <source>List the customary looks that fit the layer</source>
        <translation>列出适合该图层的常用样式</translation>
    </message>
    <message>
        <source>Make reduced copies in the cache when the raster has none</source>
        <translation>栅格没有概览时在缓存中生成</translation>
    </message>
    <message>
        <source>Map review number of the page</source>
        <translation>页面上的审图号</translation>
    </message>
    <message>
        <source>Mean of a field over the features that count</source>
        <translation>计入的要素的字段平均值</translation>
    </message>
    <message>
        <source>Name of the layer in the city (one layer only)</source>
        <translation>城市中的图层名称（仅限一个图层）</translation>
    </message>
    <message>
        <source>Name of the new layer</source>
        <translation>新图层的名称</translation>
    </message>
    <message>
        <source>New place, east first</source>
        <translation>新位置，东坐标在前</translation>
    </message>
    <message>
        <source>No layer plays ROLE any more</source>
        <translation>不再有图层充当 ROLE</translation>
    </message>
    <message>
        <source>No progress bar</source>
        <translation>不显示进度条</translation>
    </message>
    <message>
        <source>Number of classes of --graduated</source>
        <translation>--graduated 的级数</translation>
    </message>
    <message>
        <source>One JSON document on standard output</source>
        <translation>在标准输出上输出一个 JSON 文档</translation>
    </message>
    <message>
        <source>One feature for each connected part instead of one each</source>
        <translation>每个连通部分一个要素，而不是每个要素一个</translation>
    </message>
    <message>
        <source>Only features that meet this SQL condition</source>
        <translation>仅满足此 SQL 条件的要素</translation>
    </message>
    <message>
        <source>Only how many</source>
        <translation>仅数量</translation>
    </message>
    <message>
        <source>Only the first partner of each feature</source>
        <translation>每个要素仅取第一个匹配</translation>
    </message>
    <message>
        <source>Only these fields of RIGHT</source>
        <translation>仅 RIGHT 的这些字段</translation>
    </message>
    <message>
        <source>Only these fields</source>
        <translation>仅这些字段</translation>
    </message>
    <message>
        <source>Only these fields, in this order</source>
        <translation>仅这些字段，按此顺序</translation>
    </message>
    <message>
        <source>Only these layers, the bottom one first</source>
        <translation>仅这些图层，最底层在前</translation>
    </message>
    <message>
        <source>Only this category</source>
        <translation>仅此类别</translation>
    </message>
    <message>
        <source>Only this feature</source>
        <translation>仅此要素</translation>
    </message>
    <message>
        <source>Only this layer of the source (may be repeated)</source>
        <translation>仅来源中的此图层（可重复）</translation>
    </message>
    <message>
        <source>Only this layer</source>
        <translation>仅此图层</translation>
    </message>
    <message>
        <source>Only this state</source>
        <translation>仅此状态</translation>
    </message>
    <message>
        <source>Opacity of the base map, 0 to 1 (default 1)</source>
        <translation>底图的不透明度，0 到 1（默认 1）</translation>
    </message>
    <message>
        <source>Part of a number, description, road …</source>
        <translation>编号、描述、道路等的一部分</translation>
    </message>
    <message>
        <source>Pixels per inch for millimetres of styles (default 96)</source>
        <translation>样式毫米换算的每英寸像素数（默认 96）</translation>
    </message>
    <message>
        <source>Place, east first</source>
        <translation>位置，东坐标在前</translation>
    </message>
    <message>
        <source>Points, lines and areas into layers of their own</source>
        <translation>点、线、面分别导入各自的图层</translation>
    </message>
    <message>
        <source>Print the style</source>
        <translation>输出样式</translation>
    </message>
    <message>
        <source>Print the version and exit</source>
        <translation>显示版本并退出</translation>
    </message>
    <message>
        <source>Print this help and exit</source>
        <translation>显示此帮助并退出</translation>
    </message>
    <message>
        <source>Raster file, folder of tiles, template, or tianditu:vec|img|ter</source>
        <translation>栅格文件、瓦片文件夹、模板，或 tianditu:vec|img|ter</translation>
    </message>
    <message>
        <source>Replace files that exist</source>
        <translation>替换已存在的文件</translation>
    </message>
    <message>
        <source>Replace the layer of this name</source>
        <translation>替换同名图层</translation>
    </message>
    <message>
        <source>Reports saved together (1 from standard input, else 100)</source>
        <translation>一起保存的上报数（标准输入为 1，否则为 100）</translation>
    </message>
    <message>
        <source>Resolution of a .png (default 150)</source>
        <translation>.png 的分辨率（默认 150）</translation>
    </message>
    <message>
        <source>Road, crossing, address, code, case number, coordinate …</source>
        <translation>道路、路口、地址、代码、案卷号、坐标等</translation>
    </message>
    <message>
        <source>Role of the one who does it</source>
        <translation>执行者的角色</translation>
    </message>
    <message>
        <source>SELECT with SpatiaLite&apos;s functions</source>
        <translation>可使用 SpatiaLite 函数的 SELECT 语句</translation>
    </message>
    <message>
        <source>SQL condition on A&apos;s fields</source>
        <translation>对 A 的字段的 SQL 条件</translation>
    </message>
    <message>
        <source>SQL condition on B&apos;s fields</source>
        <translation>对 B 的字段的 SQL 条件</translation>
    </message>
    <message>
        <source>SQL condition on LAYER&apos;s fields</source>
        <translation>对 LAYER 的字段的 SQL 条件</translation>
    </message>
    <message>
        <source>SQL condition on the layer&apos;s fields</source>
        <translation>对图层字段的 SQL 条件</translation>
    </message>
    <message>
        <source>SQL condition on the zones&apos; fields</source>
        <translation>对分区字段的 SQL 条件</translation>
    </message>
    <message>
        <source>SQL condition</source>
        <translation>SQL 条件</translation>
    </message>
    <message>
        <source>Scale of the map clip, N of 1:N (default 2000)</source>
        <translation>地图截图的比例尺，1:N 中的 N（默认 2000）</translation>
    </message>
    <message>
        <source>Scale of the map, N of 1:N (default: fitted)</source>
        <translation>地图比例尺，1:N 中的 N（默认自动适应）</translation>
    </message>
    <message>
        <source>Seconds until it is stopped (default: 30)</source>
        <translation>超时秒数（默认 30）</translation>
    </message>
    <message>
        <source>Security mark of the page</source>
        <translation>页面上的密级标志</translation>
    </message>
    <message>
        <source>Size of the picture in pixels (default 1600x1000)</source>
        <translation>图片的像素大小（默认 1600x1000）</translation>
    </message>
    <message>
        <source>Size of the sample city</source>
        <translation>示例城市的规模</translation>
    </message>
    <message>
        <source>So many of RIGHT for each of LEFT</source>
        <translation>为 LEFT 的每个要素取 RIGHT 中最近的若干个</translation>
    </message>
    <message>
        <source>Sum of a field, shared out by the part in each zone</source>
        <translation>字段之和，按落在各分区内的部分分摊</translation>
    </message>
    <message>
        <source>Tables without geometry too</source>
        <translation>也导入没有几何的表</translation>
    </message>
    <message>
        <source>Take one of them</source>
        <translation>采用其中之一</translation>
    </message>
    <message>
        <source>Take the style from this file: JSON, SLD, or a GeoPackage or SpatiaLite file with QGIS&apos;s styles</source>
        <translation>从此文件取样式：JSON、SLD，或带有 QGIS 样式的 GeoPackage 或 SpatiaLite 文件</translation>
    </message>
    <message>
        <source>The city database</source>
        <translation>城市数据库</translation>
    </message>
    <message>
        <source>The copy to make; its originals go to the .media folder beside it</source>
        <translation>要生成的副本；其原件存放在旁边的 .media 文件夹中</translation>
    </message>
    <message>
        <source>The department that provides the data</source>
        <translation>提供数据的部门</translation>
    </message>
    <message>
        <source>The geometry meets this box</source>
        <translation>几何与此范围相交</translation>
    </message>
    <message>
        <source>Threads to use (0: all cores)</source>
        <translation>使用的线程数（0：全部核心）</translation>
    </message>
    <message>
        <source>Title of the page</source>
        <translation>页面标题</translation>
    </message>
    <message>
        <source>Transform although no real operation is known</source>
        <translation>即使没有已知的真实变换也进行转换</translation>
    </message>
    <message>
        <source>UUID, case number or report number</source>
        <translation>UUID、案卷号或上报编号</translation>
    </message>
    <message>
        <source>UUID, case number or report number; several for several cases</source>
        <translation>UUID、案卷号或上报编号；多个案卷可给出多个</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题描述</translation>
    </message>
    <message>
        <source>What to show; widened to the shape of the picture</source>
        <translation>要显示的范围；按图片形状扩展</translation>
    </message>
    <message>
        <source>When (default: now)</source>
        <translation>时间（默认为现在）</translation>
    </message>
    <message>
        <source>Where it is, in words</source>
        <translation>位置的文字描述</translation>
    </message>
    <message>
        <source>Which of the styles in the file of --set</source>
        <translation>--set 文件中的哪个样式</translation>
    </message>
    <message>
        <source>Who does it, for the history</source>
        <translation>操作人，记入历史</translation>
    </message>
    <message>
        <source>Who made the page</source>
        <translation>制图人</translation>
    </message>
    <message>
        <source>Who told it</source>
        <translation>上报人</translation>
    </message>
    <message>
        <source>Why, for the history</source>
        <translation>原因，记入历史</translation>
    </message>
    <message>
        <source>Why, or what was found</source>
        <translation>原因，或核实情况</translation>
    </message>
    <message>
        <source>With --nearest: no further than this</source>
        <translation>与 --nearest 同用：最远距离</translation>
    </message>
    <message>
        <source>With --repeat: keep the tiles between the frames</source>
        <translation>与 --repeat 同用：帧之间保留瓦片</translation>
    </message>
    <message>
        <source>With --sheet: portrait</source>
        <translation>与 --sheet 同用：纵向</translation>
    </message>
    <message>
        <source>With --sheet: without the grid and its coordinates</source>
        <translation>与 --sheet 同用：不要格网及其坐标</translation>
    </message>
    <message>
        <source>With --sheet: without the legend</source>
        <translation>与 --sheet 同用：不要图例</translation>
    </message>
    <message>
        <source>With --sheet: without the north arrow</source>
        <translation>与 --sheet 同用：不要指北针</translation>
    </message>
    <message>
        <source>With --sheet: without the scale bar</source>
        <translation>与 --sheet 同用：不要比例尺</translation>
    </message>
    <message>
        <source>With the sample city in it</source>
        <translation>带示例城市</translation>
    </message>
    <message>
        <source>Without names</source>
        <translation>不要注记</translation>
    </message>
    <message>
        <source>Write the features as a new layer</source>
        <translation>将要素写成新图层</translation>
    </message>
    <message>
        <source>all (default) or matched</source>
        <translation>all（默认，全部）或 matched（仅匹配的）</translation>
    </message>
    <message>
        <source>auto, UTF-8, GBK …</source>
        <translation>auto、UTF-8、GBK 等</translation>
    </message>
    <message>
        <source>city, source, or a coordinate system to load into</source>
        <translation>city、source，或要导入到的坐标系</translation>
    </message>
    <message>
        <source>code: spaces, full width, hyphens, case and leading zeros do not count</source>
        <translation>code：忽略空格、全角、连字符、大小写和前导零</translation>
    </message>
    <message>
        <source>district, subdistrict, community, unit_grid, duty_grid, road, parcel, building, address, component</source>
        <translation>district（区县）、subdistrict（街道）、community（社区）、unit_grid（单元网格）、duty_grid（责任网格）、road（道路）、parcel（宗地）、building（自然幢）、address（地址）、component（部件）</translation>
    </message>
    <message>
        <source>inspector, hotline, app …</source>
        <translation>inspector、hotline、app 等</translation>
    </message>
    <message>
        <source>intersection, union, difference, symmetric_difference or identity</source>
        <translation>intersection（相交）、union（联合）、difference（差）、symmetric_difference（对称差）或 identity（标识）</translation>
    </message>
    <message>
        <source>matter, component or event</source>
        <translation>matter（事项）、component（部件）或 event（事件）</translation>
    </message>
    <message>
        <source>normal or urgent</source>
        <translation>normal（一般）或 urgent（紧急）</translation>
    </message>
    <message>
        <source>report, verify, handle or check</source>
        <translation>report、verify、handle 或 check</translation>
    </message>
    <message>
        <source>take, file, dispatch, close …</source>
        <translation>take、file、dispatch、close 等</translation>
    </message>
    <message>
        <source>whole features, or cut at the border</source>
        <translation>whole（整个要素）或 cut（在边界处裁切）</translation>
    </message>
    <message>
        <source>wkt, geojson or none</source>
        <translation>wkt、geojson 或 none</translation>
    </message>
    <message>
        <source>Add photos to a case</source>
        <translation>为案卷添加照片</translation>
    </message>
    <message>
        <source>Case sheets for the printer, as PDF or pictures</source>
        <translation>可打印的案卷单，PDF 或图片</translation>
    </message>
    <message>
        <source>Cases, newest first</source>
        <translation>案卷列表，最新的在前</translation>
    </message>
    <message>
        <source>Change what was entered</source>
        <translation>更正已填写的内容</translation>
    </message>
    <message>
        <source>Log an incident; durable when it prints</source>
        <translation>上报一个案卷；打印结果时即已落盘</translation>
    </message>
    <message>
        <source>Log many: one JSON object a line</source>
        <translation>批量上报：每行一个 JSON 对象</translation>
    </message>
    <message>
        <source>Move a case&apos;s point</source>
        <translation>移动案卷的位置</translation>
    </message>
    <message>
        <source>One case</source>
        <translation>一个案卷</translation>
    </message>
    <message>
        <source>One step of the life cycle</source>
        <translation>流程的一步</translation>
    </message>
    <message>
        <source>The department gives the case to a handler</source>
        <translation>部门将案卷交给处置人员</translation>
    </message>
    <message>
        <source>What to do: one of these; without any: --get</source>
        <translation>操作：其中之一；都不给出时为 --get</translation>
    </message>
    <message>
        <source>What happened to a case</source>
        <translation>案卷的经过</translation>
    </message>
    <message>
        <source>DXF: the column whose values name the layers</source>
        <translation>DXF：以其取值命名图层的字段</translation>
    </message>
    <message>
        <source>FIELD=NAME: what a field is called in the file</source>
        <translation>FIELD=NAME：字段在文件中的名称</translation>
    </message>
    <message>
        <source>Names of columns in a shapefile: cut, or initials in pinyin</source>
        <translation>Shapefile 的字段名：cut 截断，或 pinyin 拼音首字母</translation>
    </message>
    <message>
        <source>Number of the receipt (default: day and chance)</source>
        <translation>移交单编号（默认：日期加随机数）</translation>
    </message>
    <message>
        <source>Only tell what would be changed or lost; writes nothing</source>
        <translation>只说明会改变或丢失什么，不写任何文件</translation>
    </message>
    <message>
        <source>Receipt: security mark</source>
        <translation>移交单：密级</translation>
    </message>
    <message>
        <source>Receipt: the bureau that hands over</source>
        <translation>移交单：移交单位</translation>
    </message>
    <message>
        <source>Receipt: the bureau that receives</source>
        <translation>移交单：接收单位</translation>
    </message>
    <message>
        <source>Receipt: what the data is for</source>
        <translation>移交单：用途</translation>
    </message>
    <message>
        <source>Write a receipt too: .json, or .pdf to be signed</source>
        <translation>同时生成移交单：.json，或供签字盖章的 .pdf</translation>
    </message>
    <message>
        <source>a drawing holds geometry only</source>
        <translation>图纸只能保存几何</translation>
    </message>
    <message>
        <source>cannot rename the field &quot;{0}&quot;</source>
        <translation>无法改名字段“{0}”</translation>
    </message>
    <message>
        <source>cannot write the receipt {0}</source>
        <translation>无法写入移交单 {0}</translation>
    </message>
    <message>
        <source>choose a field of classes</source>
        <translation>请选择一个分类字段</translation>
    </message>
    <message>
        <source>column {0} holds bytes and is left out</source>
        <translation>字段 {0} 是二进制内容，将被略去</translation>
    </message>
    <message>
        <source>column {0} is called {2} in the file</source>
        <translation>字段 {0} 在文件中名为 {2}</translation>
    </message>
    <message>
        <source>give another name (--rename)</source>
        <translation>请另取名称（--rename）</translation>
    </message>
    <message>
        <source>give it a name (--rename), take pinyin names (--names pinyin), or write a GeoPackage</source>
        <translation>请为它取名（--rename）、改用拼音名称（--names pinyin），或写成 GeoPackage</translation>
    </message>
    <message>
        <source>give it another name (--rename)</source>
        <translation>请为它另取名称（--rename）</translation>
    </message>
    <message>
        <source>it has more than {0} different values</source>
        <translation>它有超过 {0} 个不同取值</translation>
    </message>
    <message>
        <source>it is not written</source>
        <translation>它不在要写出的字段之中</translation>
    </message>
    <message>
        <source>its new name is empty</source>
        <translation>新名称为空</translation>
    </message>
    <message>
        <source>mend them before, or leave them out (--where)</source>
        <translation>请先修正，或用条件排除（--where）</translation>
    </message>
    <message>
        <source>name the drawing&apos;s layers by a column (--dxf-layer), or hand over a table beside it</source>
        <translation>请按某字段命名图层（--dxf-layer），或另附一份表格</translation>
    </message>
    <message>
        <source>nothing is lost</source>
        <translation>没有任何损失</translation>
    </message>
    <message>
        <source>receipts of this kind cannot be written</source>
        <translation>不能写这种移交单</translation>
    </message>
    <message>
        <source>say it on the receipt (--receipt)</source>
        <translation>请在移交单中注明（--receipt）</translation>
    </message>
    <message>
        <source>the drawing does not tell its coordinate system ({2})</source>
        <translation>图纸中不记录坐标系（{2}）</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; names the drawing&apos;s layers</source>
        <translation>字段“{0}”用于命名图层</translation>
    </message>
    <message>
        <source>the name of column {0} becomes {2}: a shapefile gives a name 10 bytes</source>
        <translation>字段名 {0} 变为 {2}：Shapefile 的字段名只有 10 字节</translation>
    </message>
    <message>
        <source>the {1} numbers of column {0} become text: they have more digits than the format keeps</source>
        <translation>字段 {0} 的 {1} 个数变为文字：位数超过该格式所能保存</translation>
    </message>
    <message>
        <source>two fields would be called &quot;{0}&quot;</source>
        <translation>会有两个字段都叫“{0}”</translation>
    </message>
    <message>
        <source>use .json or .pdf</source>
        <translation>请用 .json 或 .pdf</translation>
    </message>
    <message>
        <source>use CSV, XLSX or GeoPackage</source>
        <translation>请用 CSV、XLSX 或 GeoPackage</translation>
    </message>
    <message>
        <source>use UTF-8 or GB18030 (--encoding)</source>
        <translation>请改用 UTF-8 或 GB18030（--encoding）</translation>
    </message>
    <message>
        <source>write a GeoPackage or CSV, or leave the column out (--fields)</source>
        <translation>请写成 GeoPackage 或 CSV，或不写该字段（--fields）</translation>
    </message>
    <message>
        <source>write a GeoPackage, or one area at a time (--clip)</source>
        <translation>请写成 GeoPackage，或按区域分批写（--clip）</translation>
    </message>
    <message>
        <source>write a GeoPackage, which holds them together</source>
        <translation>请写成 GeoPackage，可放在一起</translation>
    </message>
    <message>
        <source>write a GeoPackage, which keeps both</source>
        <translation>请写成 GeoPackage，两者都能保留</translation>
    </message>
    <message>
        <source>write a GeoPackage, which keeps days</source>
        <translation>请写成 GeoPackage，可保留日期</translation>
    </message>
    <message>
        <source>write a GeoPackage, which keeps them whole</source>
        <translation>请写成 GeoPackage，可完整保留</translation>
    </message>
    <message>
        <source>write a GeoPackage, which keeps them</source>
        <translation>请写成 GeoPackage，可以保留</translation>
    </message>
    <message>
        <source>write a GeoPackage, which keeps times</source>
        <translation>请写成 GeoPackage，可保留时间</translation>
    </message>
    <message>
        <source>write it as FIELD=NAME</source>
        <translation>请写成 FIELD=NAME</translation>
    </message>
    <message>
        <source>{1} collections are taken apart; their attributes stand with each kind of part</source>
        <translation>{1} 个几何集合被拆开；属性随每类部分各存一份</translation>
    </message>
    <message>
        <source>{1} days of column {0} become times at midnight: the format knows no days</source>
        <translation>字段 {0} 的 {1} 个日期变为零点时刻：该格式没有日期类型</translation>
    </message>
    <message>
        <source>{1} empty texts of column {0} become NULL: the format does not tell them apart</source>
        <translation>字段 {0} 的 {1} 个空文字变为 NULL：该格式不区分两者</translation>
    </message>
    <message>
        <source>{1} features lose their measures (M)</source>
        <translation>{1} 个要素失去测量值（M）</translation>
    </message>
    <message>
        <source>{1} features without geometry are left out</source>
        <translation>{1} 个没有几何的要素被略去</translation>
    </message>
    <message>
        <source>{1} names of layers are changed to what CAD programs take</source>
        <translation>{1} 个图层名改为 CAD 程序允许的写法</translation>
    </message>
    <message>
        <source>{1} numbers of column {0} are no numbers (infinite or undefined) and become NULL</source>
        <translation>字段 {0} 有 {1} 个非数值（无穷或未定义），变为 NULL</translation>
    </message>
    <message>
        <source>{1} numbers of column {0} are rounded to fit</source>
        <translation>字段 {0} 的 {1} 个数被舍入以放入列宽</translation>
    </message>
    <message>
        <source>{1} texts of column {0} have characters that {2} lacks; they become &quot;?&quot;</source>
        <translation>字段 {0} 的 {1} 条文字含 {2} 没有的字符，变为“?”</translation>
    </message>
    <message>
        <source>{1} texts of column {0} lose the blanks around them</source>
        <translation>字段 {0} 的 {1} 条文字失去首尾空格</translation>
    </message>
    <message>
        <source>{1} times of column {0} become text: the format keeps only days</source>
        <translation>字段 {0} 的 {1} 个时间变为文字：该格式只保存日期</translation>
    </message>
    <message>
        <source>the layer mixes points ({2}), lines ({3}) and areas ({4}): each kind becomes a file of its own</source>
        <translation>图层混有点（{2}）、线（{3}）、面（{4}）：各自成为一个文件</translation>
    </message>
    <message>
        <source>{1} texts of column {0} are cut at 254 bytes</source>
        <translation>字段 {0} 的 {1} 条文字在 254 字节处截断</translation>
    </message>
    <message>
        <source>{1} texts of column {0} are cut at 32767 characters</source>
        <translation>字段 {0} 的 {1} 条文字在 32767 字符处截断</translation>
    </message>
    <message>
        <source>UTF-8 or GBK (shapefile, CSV, boundary points)</source>
        <translation>UTF-8 或 GBK（shapefile、CSV、界址点）</translation>
    </message>
    <message>
        <source>ask for the file anew</source>
        <translation>请重新索取该文件</translation>
    </message>
    <message>
        <source>cannot read the boundary points</source>
        <translation>无法读取界址点</translation>
    </message>
    <message>
        <source>cannot write boundary points</source>
        <translation>无法写出界址点</translation>
    </message>
    <message>
        <source>choose a Gauss-Kruger system such as EPSG:4528, whose eastings begin with the zone (--crs)</source>
        <translation>请选择高斯-克吕格坐标系，例如横坐标带带号的 EPSG:4528（--crs）</translation>
    </message>
    <message>
        <source>choose another format</source>
        <translation>请选择其他格式</translation>
    </message>
    <message>
        <source>choose other features, or another format</source>
        <translation>请选择其他要素或其他格式</translation>
    </message>
    <message>
        <source>column {0} has no place in a boundary text and is left out</source>
        <translation>界址点文本容不下字段 {0}，不写出</translation>
    </message>
    <message>
        <source>give it the name of a cell that the text has (--rename), or hand over a table beside it</source>
        <translation>改用该文本中已有的名称（--rename），或另附一张表</translation>
    </message>
    <message>
        <source>heights of {0} features were left out</source>
        <translation>{0} 个要素的高程未写出</translation>
    </message>
    <message>
        <source>line {0} follows a second header with another coordinate system; part the file in two</source>
        <translation>第 {0} 行之前又有一个坐标系不同的文件头；请把文件拆成两个</translation>
    </message>
    <message>
        <source>line {0} is longer than any line of such a text</source>
        <translation>第 {0} 行过长，不像这种文本</translation>
    </message>
    <message>
        <source>line {0} is neither a plot nor a point and was passed over: {1}</source>
        <translation>第 {0} 行既不是地块也不是界址点，已跳过：{1}</translation>
    </message>
    <message>
        <source>line {0} is no boundary point (name, ring, X, Y): {1}</source>
        <translation>第 {0} 行不是界址点（点号、圈号、X、Y）：{1}</translation>
    </message>
    <message>
        <source>line {0} promises {1} points, and none follows</source>
        <translation>第 {0} 行说有 {1} 个界址点，后面却一个也没有</translation>
    </message>
    <message>
        <source>line {0}: a coordinate is no number: {1}</source>
        <translation>第 {0} 行：坐标不是数字：{1}</translation>
    </message>
    <message>
        <source>line {0}: north and east are exchanged against the lines before</source>
        <translation>第 {0} 行：与前面各行相比，纵横坐标颠倒</translation>
    </message>
    <message>
        <source>line {0}: the easting lies in zone {1}, those of the file in zone {2}</source>
        <translation>第 {0} 行：横坐标属于 {1} 带，而文件其他坐标属于 {2} 带</translation>
    </message>
    <message>
        <source>line {0}: the ring is no whole number: {1}</source>
        <translation>第 {0} 行：圈号不是整数：{1}</translation>
    </message>
    <message>
        <source>shp, gpkg, geojson, csv, xlsx, fgb, kml, dxf or txt (boundary points); otherwise by the suffix</source>
        <translation>shp、gpkg、geojson、csv、xlsx、fgb、kml、dxf 或 txt（界址点）；不写则按扩展名</translation>
    </message>
    <message>
        <source>the coordinate system of the layer is not known; the header leaves it empty</source>
        <translation>图层的坐标系未知；文件头中留空</translation>
    </message>
    <message>
        <source>the field {0} has several values; the header, which holds one for all, has the first</source>
        <translation>字段 {0} 有多个值；文件头只能写一个，写了第一个</translation>
    </message>
    <message>
        <source>the first points stand before any line of a plot; they were taken as a plot without name</source>
        <translation>最前面的界址点之前没有地块行；已作为一个无名地块</translation>
    </message>
    <message>
        <source>the header does not tell the coordinate system: the datum (坐标系) is missing or not known</source>
        <translation>文件头没有说明坐标系：缺少“坐标系”或不认识</translation>
    </message>
    <message>
        <source>the header does not tell the coordinate system: the projection {0} is not known</source>
        <translation>文件头没有说明坐标系：不认识投影 {0}</translation>
    </message>
    <message>
        <source>the header does not tell the coordinate system: the unit {0} is not metres</source>
        <translation>文件头没有说明坐标系：单位 {0} 不是米</translation>
    </message>
    <message>
        <source>the header does not tell the coordinate system: the zone (带号) is missing</source>
        <translation>文件头没有说明坐标系：缺少“带号”</translation>
    </message>
    <message>
        <source>the header does not tell the coordinate system: {0} is no zone of China</source>
        <translation>文件头没有说明坐标系：{0} 不是中国的带号</translation>
    </message>
    <message>
        <source>the header has no words for the coordinate system {0}</source>
        <translation>文件头无法表达坐标系 {0}</translation>
    </message>
    <message>
        <source>the header names zone {0}, the eastings begin with {1}: read as zone {1}</source>
        <translation>文件头写的是 {0} 带，横坐标却以 {1} 开头：按 {1} 带读取</translation>
    </message>
    <message>
        <source>the header says zones of {0} degrees, but zone {1} is one of {2} degrees</source>
        <translation>文件头写的是 {0} 度分带，但 {1} 带属于 {2} 度分带</translation>
    </message>
    <message>
        <source>the layer has no geometry</source>
        <translation>图层没有几何</translation>
    </message>
    <message>
        <source>the plot of line {0} has a ring (number {1} of it) of {2} points; an area needs 3, a line 2</source>
        <translation>第 {0} 行的地块有一圈（第 {1} 圈）只有 {2} 个点；面至少 3 个，线至少 2 个</translation>
    </message>
    <message>
        <source>the section [地块坐标] is missing</source>
        <translation>缺少 [地块坐标] 一节</translation>
    </message>
    <message>
        <source>{0} features are collections of points, lines and areas</source>
        <translation>{0} 个要素是点、线、面的集合</translation>
    </message>
    <message>
        <source>{0} plots have another number of points than their line says (the first in line {1})</source>
        <translation>{0} 个地块的界址点数与地块行所写不符（第一个在第 {1} 行）</translation>
    </message>
    <message>
        <source>{0} such lines in all</source>
        <translation>这样的行共 {0} 行</translation>
    </message>
    <message>
        <source>{0} texts hold commas, line ends or @, which were written in full width</source>
        <translation>{0} 个文本含有逗号、换行或 @，已写成全角</translation>
    </message>
    <message>
        <source>转换参数 of the header was left out: such parameters are not kept</source>
        <translation>文件头中的转换参数未保留：此类参数不予保存</translation>
    </message>
    <message>
        <source>--area takes plane or ellipsoid</source>
        <translation>--area 的取值为 plane 或 ellipsoid</translation>
    </message>
    <message>
        <source>--plot, --plots-where and --plot-name need --plots</source>
        <translation>--plot、--plots-where 和 --plot-name 需与 --plots 一起使用</translation>
    </message>
    <message>
        <source>A plot as well-known text; may be given again</source>
        <translation>WKT 形式的地块，可多次给出</translation>
    </message>
    <message>
        <source>A plot by its corners; may be given again</source>
        <translation>以界址点给出的地块，可多次给出</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>面积（公顷）</translation>
    </message>
    <message>
        <source>Area (mu, 亩)</source>
        <translation>面积（亩）</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>Areas are measured on the ellipsoid; the plots were cut in {0}.</source>
        <translation>面积为椭球面积；地块在 {0} 中求交。</translation>
    </message>
    <message>
        <source>Areas are measured on the plane of {0}.</source>
        <translation>面积为 {0} 的平面面积。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Coordinate system of the plots given (default: the file&apos;s or the city&apos;s)</source>
        <translation>所给地块的坐标系（默认：文件的或城市的）</translation>
    </message>
    <message>
        <source>Counts of a layer in each zone, and their rates</source>
        <translation>各区内某图层的个数及比率</translation>
    </message>
    <message>
        <source>Density of points per square kilometre, as a grid</source>
        <translation>每平方千米的点密度格网</translation>
    </message>
    <message>
        <source>Encoding of texts in the file</source>
        <translation>文件中文字的编码</translation>
    </message>
    <message>
        <source>Field of the zones instead of a count</source>
        <translation>用分区的字段值代替个数</translation>
    </message>
    <message>
        <source>Field of the zones, such as people (default: square kilometres)</source>
        <translation>分区的字段，如人口（默认：平方千米）</translation>
    </message>
    <message>
        <source>Field that says how much a feature counts</source>
        <translation>表示要素权重的字段</translation>
    </message>
    <message>
        <source>Field with the names of the plots</source>
        <translation>地块名称字段</translation>
    </message>
    <message>
        <source>Hot spots, rates, coverage and density, as layers with a legend</source>
        <translation>热点、比率、覆盖和密度分析，结果为带图例的图层</translation>
    </message>
    <message>
        <source>Land check</source>
        <translation>占地分析</translation>
    </message>
    <message>
        <source>Layer of areas whose features are the plots</source>
        <translation>以其要素为地块的面图层</translation>
    </message>
    <message>
        <source>Layer of what shall be near</source>
        <translation>应在附近的设施图层</translation>
    </message>
    <message>
        <source>Layer to check against, with the field of its classes; may be given again</source>
        <translation>要对照的图层及其分类字段，可多次给出</translation>
    </message>
    <message>
        <source>Layer whose features are counted in each zone</source>
        <translation>在各区内计数的图层</translation>
    </message>
    <message>
        <source>Layer whose features shall have something near</source>
        <translation>附近应有设施的图层</translation>
    </message>
    <message>
        <source>Length (m)</source>
        <translation>长度（米）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Only this feature of the plots; may be given again</source>
        <translation>只取地块图层中的这个要素，可多次给出</translation>
    </message>
    <message>
        <source>Per so many of them, such as 1000 people</source>
        <translation>每多少个，如每 1000 人</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>地块</translation>
    </message>
    <message>
        <source>Radius of the kernel in metres (default 500)</source>
        <translation>核半径，单位米（默认 500）</translation>
    </message>
    <message>
        <source>SQL condition on the first layer to check against, then on the second, and so on</source>
        <translation>第一个对照图层的 SQL 条件，再给出则依次对应其后的图层</translation>
    </message>
    <message>
        <source>SQL condition on the layer that is counted</source>
        <translation>被计数图层的 SQL 条件</translation>
    </message>
    <message>
        <source>SQL condition on the plots&apos; fields</source>
        <translation>地块字段的 SQL 条件</translation>
    </message>
    <message>
        <source>SQL condition on what shall be near</source>
        <translation>设施图层的 SQL 条件</translation>
    </message>
    <message>
        <source>Share (%)</source>
        <translation>占比（%）</translation>
    </message>
    <message>
        <source>Side of a cell in metres (default: about a tenth of the radius)</source>
        <translation>格网边长，单位米（默认约为半径的十分之一）</translation>
    </message>
    <message>
        <source>What lies beyond a distance of the nearest of others</source>
        <translation>与最近设施的距离超过限值的要素</translation>
    </message>
    <message>
        <source>What lies on plots of land, with areas that add up</source>
        <translation>地块上有什么，各项面积与地块面积相符</translation>
    </message>
    <message>
        <source>Where high and low values lie together more than by chance</source>
        <translation>高值和低值在何处聚集得超出偶然</translation>
    </message>
    <message>
        <source>Without --distance: so many nearest zones are neighbours (default 8)</source>
        <translation>不给 --distance 时：最近的多少个区为邻区（默认 8）</translation>
    </message>
    <message>
        <source>Write the parts as a new layer</source>
        <translation>把各部分写成新图层</translation>
    </message>
    <message>
        <source>Write the table as a spreadsheet</source>
        <translation>把结果表写成电子表格</translation>
    </message>
    <message>
        <source>Zones whose middles are so near are neighbours</source>
        <translation>中心相距不超过此值的区为邻区</translation>
    </message>
    <message>
        <source>a layer knows its coordinate system: leave --crs out</source>
        <translation>图层自带坐标系，请去掉 --crs</translation>
    </message>
    <message>
        <source>a place lies outside of what the coordinate system can carry</source>
        <translation>有位置超出坐标系的适用范围</translation>
    </message>
    <message>
        <source>a rate is per a number above 0</source>
        <translation>比率的基数应大于 0</translation>
    </message>
    <message>
        <source>a shape in it is cut short</source>
        <translation>其中有图形不完整</translation>
    </message>
    <message>
        <source>a zone needs at least one neighbour</source>
        <translation>每个区至少要有一个邻区</translation>
    </message>
    <message>
        <source>all {0} plots</source>
        <translation>全部 {0} 个地块</translation>
    </message>
    <message>
        <source>an area has at least three corners</source>
        <translation>一个面至少有三个角点</translation>
    </message>
    <message>
        <source>cannot take plots from {0}</source>
        <translation>无法从 {0} 读取地块</translation>
    </message>
    <message>
        <source>counted more than once above</source>
        <translation>以上重复计算</translation>
    </message>
    <message>
        <source>covered by nothing</source>
        <translation>未被覆盖</translation>
    </message>
    <message>
        <source>give a number of at least 1 (--neighbours)</source>
        <translation>请给出不小于 1 的数（--neighbours）</translation>
    </message>
    <message>
        <source>give one (--cell)</source>
        <translation>请给出（--cell）</translation>
    </message>
    <message>
        <source>give one (--radius)</source>
        <translation>请给出（--radius）</translation>
    </message>
    <message>
        <source>give such a number (--times)</source>
        <translation>请给出这样的数（--times）</translation>
    </message>
    <message>
        <source>import the file, then name the layer</source>
        <translation>请先导入该文件，再指定图层</translation>
    </message>
    <message>
        <source>it cannot be merged with its neighbours</source>
        <translation>无法与相邻要素合并</translation>
    </message>
    <message>
        <source>it holds neither areas nor closed lines</source>
        <translation>其中既没有面，也没有闭合线</translation>
    </message>
    <message>
        <source>it must be told what is looked at: a layer that is counted, or a field of the zones</source>
        <translation>必须说明分析对象：要计数的图层，或分区的字段</translation>
    </message>
    <message>
        <source>its layers have different coordinate systems</source>
        <translation>其中各图层的坐标系不同</translation>
    </message>
    <message>
        <source>its part in a zone cannot be computed</source>
        <translation>无法计算其在区内的部分</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; has no plots</source>
        <translation>图层“{0}”中没有地块</translation>
    </message>
    <message>
        <source>layer {0} lists what was set aside, with the reason</source>
        <translation>图层 {0} 列出了搁置的要素及原因</translation>
    </message>
    <message>
        <source>make the cells larger (--cell)</source>
        <translation>请加大格网边长（--cell）</translation>
    </message>
    <message>
        <source>measure on the ellipsoid (--area ellipsoid)</source>
        <translation>请按椭球面量算（--area ellipsoid）</translation>
    </message>
    <message>
        <source>name a layer of areas (--plots)</source>
        <translation>请指定面图层（--plots）</translation>
    </message>
    <message>
        <source>name a layer of areas</source>
        <translation>请指定面图层</translation>
    </message>
    <message>
        <source>name a layer, an area or a file of plots (--plots, --wkt, --file)</source>
        <translation>请指定图层、范围或地块文件（--plots、--wkt、--file）</translation>
    </message>
    <message>
        <source>name at least one (--against)</source>
        <translation>请至少指定一个（--against）</translation>
    </message>
    <message>
        <source>name one of the two (--of, --value)</source>
        <translation>请指定其中一项（--of、--value）</translation>
    </message>
    <message>
        <source>name the plots in one way: --plots, --wkt and --points, or --file</source>
        <translation>地块只能用一种方式给出：--plots，--wkt 和 --points，或 --file</translation>
    </message>
    <message>
        <source>no density can be computed</source>
        <translation>无法计算密度</translation>
    </message>
    <message>
        <source>no hot spots can be found</source>
        <translation>无法进行热点分析</translation>
    </message>
    <message>
        <source>no layer to check against is named</source>
        <translation>没有指定要对照的图层</translation>
    </message>
    <message>
        <source>no plot is named</source>
        <translation>没有指定地块</translation>
    </message>
    <message>
        <source>no rates can be computed</source>
        <translation>无法计算比率</translation>
    </message>
    <message>
        <source>not explained</source>
        <translation>未能解释的差额</translation>
    </message>
    <message>
        <source>plane (default) or ellipsoid</source>
        <translation>plane（平面，默认）或 ellipsoid（椭球面）</translation>
    </message>
    <message>
        <source>plot {0} is set aside</source>
        <translation>地块 {0} 已搁置</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>the grid would have more than 4 million cells</source>
        <translation>格网将超过 400 万格</translation>
    </message>
    <message>
        <source>the plots cannot be checked</source>
        <translation>无法进行占地分析</translation>
    </message>
    <message>
        <source>the radius must be a number of metres above 0</source>
        <translation>半径应为大于 0 的米数</translation>
    </message>
    <message>
        <source>the side of a cell must be a number of metres above 0</source>
        <translation>格网边长应为大于 0 的米数</translation>
    </message>
    <message>
        <source>the whole plot</source>
        <translation>整个地块</translation>
    </message>
    <message>
        <source>their coordinates and those of the city are degrees</source>
        <translation>地块和城市的坐标都是度</translation>
    </message>
    <message>
        <source>there are more --against-where than --against</source>
        <translation>--against-where 多于 --against</translation>
    </message>
    <message>
        <source>there is no plane to measure the plots on</source>
        <translation>没有可供量算地块的平面</translation>
    </message>
    <message>
        <source>there is no plot in {0}</source>
        <translation>{0} 中没有地块</translation>
    </message>
    <message>
        <source>there is nothing to check</source>
        <translation>没有可分析的内容</translation>
    </message>
    <message>
        <source>without a value</source>
        <translation>无值</translation>
    </message>
    <message>
        <source>write it as X,Y;X,Y;X,Y, east first</source>
        <translation>请写成 X,Y;X,Y;X,Y，东坐标在前</translation>
    </message>
    <message>
        <source>{0} does not name its coordinate system: that of the city, {1}, is taken</source>
        <translation>{0} 没有注明坐标系，按城市的坐标系 {1} 处理</translation>
    </message>
    <message>
        <source>Features that could not be computed and are set aside: {0}.</source>
        <translation>{0} 个要素无法计算，已搁置。</translation>
    </message>
    <message>
        <source>Invalid features of {1}, which took part in their repaired form: {0}.</source>
        <translation>{1} 中有 {0} 个无效要素，按修复后的形状参与。</translation>
    </message>
    <message>
        <source>Features of {1} with a broken geometry, which took no part: {0}.</source>
        <translation>{1} 中有 {0} 个要素的几何损坏，未参与。</translation>
    </message>
    <message>
        <source>Invalid plots, which took part in their repaired form: {0}.</source>
        <translation>{0} 个无效地块按修复后的形状参与。</translation>
    </message>
    <message>
        <source>Plots without a usable geometry, which took no part: {0}.</source>
        <translation>{0} 个地块没有可用的几何，未参与。</translation>
    </message>
    <message>
        <source>features of layer {0} without a weight, which took no part: {1}</source>
        <translation>图层 {0} 中有 {1} 个要素没有权重，未参与</translation>
    </message>
    <message>
        <source>features of {0} in no zone, which were not counted: {1}</source>
        <translation>{0} 中有 {1} 个要素不在任何区内，未计入</translation>
    </message>
    <message>
        <source>{1} shapes of {0} are no areas and were left out</source>
        <translation>{0} 中有 {1} 个图形不是面，已略过</translation>
    </message>
    <message>
        <source>zones of {0} without a neighbour within the distance: {1}</source>
        <translation>{0} 中有 {1} 个区在该距离内没有邻区</translation>
    </message>
    <message>
        <source>zones of {0} with nothing to be in proportion to, which have no rate: {1}</source>
        <translation>{0} 中有 {1} 个区没有基数，无法计算比率</translation>
    </message>
    <message>
        <source>File of plots: DXF, SHP, boundary-point TXT and the like</source>
        <translation>地块文件：DXF、SHP、界址点 TXT 等</translation>
    </message>
    <message>
        <source>plot {0} cannot be read: {1}</source>
        <translation>地块 {0} 无法读取：{1}</translation>
    </message>
    <message>
        <source>Coordinate system of the source, whatever it says; also GCJ-02 and BD-09</source>
        <translation>源文件的坐标系，不管它自己怎么说；也可写 GCJ-02 和 BD-09</translation>
    </message>
    <message>
        <source>Gauss-Kruger without zone number, central meridian {0}°</source>
        <translation>高斯-克吕格，不带带号，中央经线 {0}°</translation>
    </message>
    <message>
        <source>Gauss-Kruger without zone number, central meridian {0}°, north first</source>
        <translation>高斯-克吕格，不带带号，中央经线 {0}°，纵坐标在前</translation>
    </message>
    <message>
        <source>Gauss-Kruger, the eastings begin with zone {0}</source>
        <translation>高斯-克吕格，横坐标带带号 {0}</translation>
    </message>
    <message>
        <source>Gauss-Kruger, the eastings begin with zone {0}, north first</source>
        <translation>高斯-克吕格，横坐标带带号 {0}，纵坐标在前</translation>
    </message>
    <message>
        <source>Only tell what would be imported and how; changes nothing</source>
        <translation>只说明会导入什么、怎样导入，不改动任何内容</translation>
    </message>
    <message>
        <source>The first number of a place is the north</source>
        <translation>坐标的第一个数是纵坐标（北）</translation>
    </message>
    <message>
        <source>Web Mercator</source>
        <translation>Web 墨卡托</translation>
    </message>
    <message>
        <source>Web Mercator, north first</source>
        <translation>Web 墨卡托，纵坐标在前</translation>
    </message>
    <message>
        <source>as asked for</source>
        <translation>按指定</translation>
    </message>
    <message>
        <source>degrees of AMap, Tencent or WeChat (GCJ-02)</source>
        <translation>高德、腾讯或微信的经纬度（GCJ-02）</translation>
    </message>
    <message>
        <source>degrees of Baidu (BD-09)</source>
        <translation>百度的经纬度（BD-09）</translation>
    </message>
    <message>
        <source>degrees, latitude first</source>
        <translation>经纬度，纬度在前</translation>
    </message>
    <message>
        <source>degrees, longitude first</source>
        <translation>经纬度，经度在前</translation>
    </message>
    <message>
        <source>its degrees were taken for {0} and moved back to WGS 84</source>
        <translation>其经纬度按 {0} 理解，已还原到 WGS 84</translation>
    </message>
    <message>
        <source>read as {0}, the features lie {1} km from the city; read as {2}, {3} km: check the file&apos;s system</source>
        <translation>按 {0} 读取，要素距城市 {1} 公里；按 {2} 读取则为 {3} 公里：请核对文件的坐标系</translation>
    </message>
    <message>
        <source>the city has a layer &quot;{0}&quot; already: choose another name (--as), add to it (--append), or replace it (--replace)</source>
        <translation>城市中已有图层“{0}”：请另取名称（--as）、追加（--append）或替换（--replace）</translation>
    </message>
    <message>
        <source>the file says so</source>
        <translation>文件自己说明</translation>
    </message>
    <message>
        <source>First line of the sheet</source>
        <translation>表单的首行</translation>
    </message>
    <message>
        <source>Layers of the sheet&apos;s map, bottom to top (default: the visible ones)</source>
        <translation>表单地图的图层，自下而上（默认：可见的图层）</translation>
    </message>
    <message>
        <source>Replace the files that are there</source>
        <translation>覆盖已有的文件</translation>
    </message>
    <message>
        <source>Write plots and table as a sheet to print</source>
        <translation>把地块和结果表写成可打印的表单</translation>
    </message>
    <message>
        <source>the heading was found in row {0}, below a title or of two rows</source>
        <translation>表头在第 {0} 行（上有标题，或为两行表头）</translation>
    </message>
    <message>
        <source>Control points (a table), or parameters, for this job only: neither is stored</source>
        <translation>控制点（表格）或参数，仅用于本次，均不保存</translation>
    </message>
    <message>
        <source>a column of coordinates is missing</source>
        <translation>缺少坐标列</translation>
    </message>
    <message>
        <source>a part of it is no NAME=VALUE</source>
        <translation>其中有一部分不是“名称=值”</translation>
    </message>
    <message>
        <source>all of them lie in one place</source>
        <translation>它们都在同一处</translation>
    </message>
    <message>
        <source>four parameters from {0} control points</source>
        <translation>由 {0} 个控制点求得的四参数</translation>
    </message>
    <message>
        <source>four parameters, as given</source>
        <translation>四参数（直接给出）</translation>
    </message>
    <message>
        <source>give at least two that lie apart, three to see an error</source>
        <translation>至少给两个不在一处的点；三个才能看出误差</translation>
    </message>
    <message>
        <source>name it (--source-crs)</source>
        <translation>请指明（--source-crs）</translation>
    </message>
    <message>
        <source>no exact operation from {0} to {1} is known: keep the file&apos;s system (--crs source), accept some 100 m (--accept-ballpark), or give control points (--transform)</source>
        <translation>没有从 {0} 到 {1} 的精确转换：保留文件的坐标系（--crs source）、接受约 100 米误差（--accept-ballpark），或提供控制点（--transform）</translation>
    </message>
    <message>
        <source>row {0} does not hold four numbers</source>
        <translation>第 {0} 行没有四个数字</translation>
    </message>
    <message>
        <source>seven parameters cannot be used between these coordinate systems</source>
        <translation>这两个坐标系之间不能使用七参数</translation>
    </message>
    <message>
        <source>seven parameters lead from one datum to another</source>
        <translation>七参数用于从一个基准到另一个基准</translation>
    </message>
    <message>
        <source>seven parameters, as given</source>
        <translation>七参数（直接给出）</translation>
    </message>
    <message>
        <source>the control points do not give a transformation</source>
        <translation>控制点求不出坐标转换</translation>
    </message>
    <message>
        <source>the control points in {0} cannot be read</source>
        <translation>无法读取 {0} 中的控制点</translation>
    </message>
    <message>
        <source>the coordinate system of the file is not known</source>
        <translation>文件的坐标系未知</translation>
    </message>
    <message>
        <source>the scale of a similarity is near 1</source>
        <translation>相似变换的尺度应接近 1</translation>
    </message>
    <message>
        <source>the signs of the rotations need a convention: vector (position vector) or frame (coordinate frame)</source>
        <translation>旋转的符号需要约定：vector（位置矢量）或 frame（坐标框架）</translation>
    </message>
    <message>
        <source>the table needs the columns name, from_x, from_y, to_x, to_y</source>
        <translation>表中需要 name、from_x、from_y、to_x、to_y 各列</translation>
    </message>
    <message>
        <source>the transformation cannot be read</source>
        <translation>无法读取坐标转换</translation>
    </message>
    <message>
        <source>there are fewer than two</source>
        <translation>不足两个</translation>
    </message>
    <message>
        <source>write east=…,north=…,rotation=…,scale=… or x=…,y=…,z=…,rx=…,ry=…,rz=…,ppm=…,convention=vector, or name a file of control points</source>
        <translation>请写 east=…,north=…,rotation=…,scale=… 或 x=…,y=…,z=…,rx=…,ry=…,rz=…,ppm=…,convention=vector，或给出控制点文件</translation>
    </message>
    <message>
        <source>{0} is given twice</source>
        <translation>{0} 给了两次</translation>
    </message>
    <message>
        <source>{0} is no number</source>
        <translation>{0} 不是数字</translation>
    </message>
    <message>
        <source>{0} is not known</source>
        <translation>不认识 {0}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>As of {0}</source>
        <translation>统计时点 {0}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Figures of cases, {0} to {1}</source>
        <translation>案卷指标，{0} 至 {1}</translation>
    </message>
    <message>
        <source>Figures of the cases of a period, as a ranking</source>
        <translation>一段时间内案卷的指标与排名</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Filing rate: filed of accepted.</source>
        <translation>立案率：立案数 / 受理数。</translation>
    </message>
    <message>
        <source>Filing rate: filed of reported.</source>
        <translation>立案率：立案数 / 上报数。</translation>
    </message>
    <message>
        <source>First day of the period</source>
        <translation>时段的第一天</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Last day of the period</source>
        <translation>时段的最后一天</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Rework rate: reworked of handled.</source>
        <translation>返工率：返工数 / 处置数。</translation>
    </message>
    <message>
        <source>Rework rate: reworked of should close.</source>
        <translation>返工率：返工数 / 应结案数。</translation>
    </message>
    <message>
        <source>Should close: filed, and the deadline lies in the period.</source>
        <translation>应结案：已立案，且截止时间在期内。</translation>
    </message>
    <message>
        <source>Should close: handled in the period.</source>
        <translation>应结案：期内处置完毕。</translation>
    </message>
    <message>
        <source>Should handle: dispatched, not cancelled, and the deadline lies in the period.</source>
        <translation>应处置：已派遣、未作废，且截止时间在期内。</translation>
    </message>
    <message>
        <source>The filing rate is a share of what was accepted (default) or reported</source>
        <translation>立案率的分母：accepted 受理数（默认）或 reported 上报数</translation>
    </message>
    <message>
        <source>The period is this month</source>
        <translation>时段为该月</translation>
    </message>
    <message>
        <source>The rework rate is a share of should_close (default) or handled</source>
        <translation>返工率的分母：should_close 应结案数（默认）或 handled 处置数</translation>
    </message>
    <message>
        <source>What happened later does not count (default: now)</source>
        <translation>此后发生的不计（默认：现在）</translation>
    </message>
    <message>
        <source>cases cannot be grouped by &quot;{0}&quot;</source>
        <translation>案卷不能按“{0}”分组</translation>
    </message>
    <message>
        <source>deadline (default): filed and due in the period; handled: handled in it</source>
        <translation>deadline（默认）：已立案且期内到期；handled：期内处置</translation>
    </message>
    <message>
        <source>name a month, or a first and a last day</source>
        <translation>请给出月份，或给出第一天和最后一天</translation>
    </message>
    <message>
        <source>the groups are {0}</source>
        <translation>可用的分组：{0}</translation>
    </message>
    <message>
        <source>the period ends before it begins</source>
        <translation>时段的结束早于开始</translation>
    </message>
    <message>
        <source>{0} takes {1} or {2}</source>
        <translation>{0} 只能是 {1} 或 {2}</translation>
    </message>
    <message>
        <source>Coordinate system of the files; otherwise each layer&apos;s own</source>
        <translation>文件的坐标系；默认用各图层自己的</translation>
    </message>
    <message>
        <source>Encoding of the shapefiles: UTF-8 or GBK</source>
        <translation>Shapefile 的编码：UTF-8 或 GBK</translation>
    </message>
    <message>
        <source>Is an exchange package still what was packed?</source>
        <translation>交换包是否仍与打包时一致？</translation>
    </message>
    <message>
        <source>Layers with all that explains them in one .zip for another bureau</source>
        <translation>把图层连同全部说明打成一个 .zip，供其他部门使用</translation>
    </message>
    <message>
        <source>Number of the package (default: day and chance)</source>
        <translation>交换包编号（默认：日期加随机数）</translation>
    </message>
    <message>
        <source>Print the sheet as JSON (this is the default)</source>
        <translation>以 JSON 输出元数据表（默认）</translation>
    </message>
    <message>
        <source>Security mark</source>
        <translation>密级</translation>
    </message>
    <message>
        <source>Take over a sheet: .json (keys that are in it), .xlsx or .csv</source>
        <translation>采用一份元数据表：.json（只改其中的键）、.xlsx 或 .csv</translation>
    </message>
    <message>
        <source>The .zip to look into; nothing is unpacked</source>
        <translation>要核对的 .zip；不会解压任何文件</translation>
    </message>
    <message>
        <source>The .zip to make</source>
        <translation>要生成的 .zip</translation>
    </message>
    <message>
        <source>The bureau that hands over</source>
        <translation>移交单位</translation>
    </message>
    <message>
        <source>The bureau that receives</source>
        <translation>接收单位</translation>
    </message>
    <message>
        <source>The day to judge freshness by (default: today)</source>
        <translation>以哪一天判断时效（默认：今天）</translation>
    </message>
    <message>
        <source>The layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>The layers to pack</source>
        <translation>要打包的图层</translation>
    </message>
    <message>
        <source>The metadata sheet of a layer; without LAYER, which layers are past their update cycle</source>
        <translation>图层的元数据表；不给 LAYER 时列出哪些图层已超过更新周期</translation>
    </message>
    <message>
        <source>What the data is for</source>
        <translation>数据用途</translation>
    </message>
    <message>
        <source>Write it as ISO 19139 XML</source>
        <translation>写成 ISO 19139 XML</translation>
    </message>
    <message>
        <source>Write it as a Chinese spreadsheet that reads back</source>
        <translation>写成可读回的中文电子表格</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is a link</source>
        <translation>“{0}”是一个链接</translation>
    </message>
    <message>
        <source>ask its sender for a sound one</source>
        <translation>请向提供方索取完好的文件</translation>
    </message>
    <message>
        <source>cannot read metadata from {0}</source>
        <translation>无法从 {0} 读取元数据</translation>
    </message>
    <message>
        <source>conditional sharing needs its condition, and no sharing its reason (sharing_condition)</source>
        <translation>有条件共享须填条件，不予共享须填理由（sharing_condition）</translation>
    </message>
    <message>
        <source>it has more than {0} entries</source>
        <translation>其中超过 {0} 个条目</translation>
    </message>
    <message>
        <source>it has no manifest.json</source>
        <translation>其中没有 manifest.json</translation>
    </message>
    <message>
        <source>it has no second column with the values</source>
        <translation>没有填写内容的第二列</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>it is no JSON</source>
        <translation>它不是 JSON</translation>
    </message>
    <message>
        <source>it is no sound zip archive</source>
        <translation>它不是完好的 zip 文件</translation>
    </message>
    <message>
        <source>it was made by a newer CityDesk</source>
        <translation>它由更新版本的 CityDesk 制作</translation>
    </message>
    <message>
        <source>it would unpack to too much</source>
        <translation>解压后过大</translation>
    </message>
    <message>
        <source>its manifest.json is none of ours</source>
        <translation>其 manifest.json 不是本程序的清单</translation>
    </message>
    <message>
        <source>its manifest.json makes no sense</source>
        <translation>其 manifest.json 内容不合理</translation>
    </message>
    <message>
        <source>its manifest.json names no files</source>
        <translation>其 manifest.json 没有列出文件</translation>
    </message>
    <message>
        <source>no layer is named for the package</source>
        <translation>没有指定要打包的图层</translation>
    </message>
    <message>
        <source>no line of the form is in its first column</source>
        <translation>第一列中没有元数据表的任何项目</translation>
    </message>
    <message>
        <source>past its cycle by {0} days (new data was due on {1})</source>
        <translation>已超过更新周期 {0} 天（应于 {1} 更新）</translation>
    </message>
    <message>
        <source>the file does not exist</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>the layer &quot;{0}&quot; is named twice</source>
        <translation>图层“{0}”被指定了两次</translation>
    </message>
    <message>
        <source>the metadata cannot be read</source>
        <translation>无法读取元数据</translation>
    </message>
    <message>
        <source>the metadata of {0} is not taken</source>
        <translation>{0} 的元数据未被采用</translation>
    </message>
    <message>
        <source>the name &quot;{0}&quot; leads out of the archive</source>
        <translation>名称“{0}”会指向压缩包之外</translation>
    </message>
    <message>
        <source>the name &quot;{0}&quot; stands in it twice</source>
        <translation>名称“{0}”重复出现</translation>
    </message>
    <message>
        <source>there is no &quot;{0}&quot; in it</source>
        <translation>其中没有“{0}”这一项</translation>
    </message>
    <message>
        <source>use that one</source>
        <translation>请使用该版本</translation>
    </message>
    <message>
        <source>write an empty form first (--xlsx)</source>
        <translation>请先用命令生成一份表格（--xlsx）</translation>
    </message>
    <message>
        <source>{0} cannot be &quot;{1}&quot;: it is one of {2}</source>
        <translation>{0} 不能是“{1}”，只能是 {2} 之一</translation>
    </message>
    <message>
        <source>{0} cannot be checked</source>
        <translation>无法核对 {0}</translation>
    </message>
    <message>
        <source>{0} files are as they were packed ({1})</source>
        <translation>{0} 个文件与打包时一致（{1}）</translation>
    </message>
    <message>
        <source>{0} files are not as they were packed ({1})</source>
        <translation>{0} 个文件与打包时不一致（{1}）</translation>
    </message>
    <message>
        <source>{0} is damaged there</source>
        <translation>{0} 在此处已损坏</translation>
    </message>
    <message>
        <source>{0} is no day: {1}</source>
        <translation>{0} 不是日期：{1}</translation>
    </message>
    <message>
        <source>{0} is no exchange package</source>
        <translation>{0} 不是交换包</translation>
    </message>
    <message>
        <source>{0} is no scale denominator</source>
        <translation>{0} 不是比例尺分母</translation>
    </message>
    <message>
        <source>{0} is no text</source>
        <translation>{0} 不是文字</translation>
    </message>
    <message>
        <source>{0} is not taken</source>
        <translation>不接受 {0}</translation>
    </message>
    <message>
        <source>Compare a layer with a new version of it by a key, and take over what changed</source>
        <translation>按关键字段把图层与其新版本比对，并采用变化</translation>
    </message>
    <message>
        <source>Coordinate system of the file, if it does not say</source>
        <translation>文件未注明时的坐标系</translation>
    </message>
    <message>
        <source>Encoding of the file, or auto</source>
        <translation>文件的编码，或 auto</translation>
    </message>
    <message>
        <source>How many changes are listed (1000; -1: all)</source>
        <translation>列出多少条变化（1000；-1 为全部）</translation>
    </message>
    <message>
        <source>Only tell what would change</source>
        <translation>只说明会改变什么</translation>
    </message>
    <message>
        <source>Take over only the features with these keys</source>
        <translation>只采用这些关键字的要素</translation>
    </message>
    <message>
        <source>Take over only these kinds: added, changed, removed</source>
        <translation>只采用这些种类：added 新增、changed 变更、removed 删除</translation>
    </message>
    <message>
        <source>The field that names a feature in both</source>
        <translation>两边都用来标识要素的字段</translation>
    </message>
    <message>
        <source>The layer in the file</source>
        <translation>文件中的图层</translation>
    </message>
    <message>
        <source>The new version</source>
        <translation>新版本文件</translation>
    </message>
    <message>
        <source>about {2} bytes are more than the 2 GB that many programs read: several files are made</source>
        <translation>约 {2} 字节超过许多程序能读取的 2 GB：将分成几个文件</translation>
    </message>
    <message>
        <source>cannot update the layer &quot;{0}&quot;</source>
        <translation>无法更新图层“{0}”</translation>
    </message>
    <message>
        <source>give added, changed or removed</source>
        <translation>请给 added、changed 或 removed</translation>
    </message>
    <message>
        <source>look at the changes first (--dry-run)</source>
        <translation>请先查看变化（--dry-run）</translation>
    </message>
    <message>
        <source>mend them, or take another field (--key)</source>
        <translation>请先修正，或换一个字段（--key）</translation>
    </message>
    <message>
        <source>nothing changes for {0}</source>
        <translation>{0} 没有变化</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; is no key</source>
        <translation>字段“{0}”不能作关键字</translation>
    </message>
    <message>
        <source>the file {0} has no field &quot;{1}&quot;</source>
        <translation>文件 {0} 没有字段“{1}”</translation>
    </message>
    <message>
        <source>{0} features of the file cannot be read and take no part</source>
        <translation>文件中有 {0} 个要素无法读取，不参与比对</translation>
    </message>
    <message>
        <source>{0} features of the file have none (rows {1})</source>
        <translation>文件中有 {0} 个要素没有该值（行 {1}）</translation>
    </message>
    <message>
        <source>{0} of its values stand twice in the file ({1})</source>
        <translation>其中 {0} 个值在文件中重复（{1}）</translation>
    </message>
    <message>
        <source>{0} of its values stand twice in the layer ({1})</source>
        <translation>其中 {0} 个值在图层中重复（{1}）</translation>
    </message>
    <message>
        <source>CRS of x and y (default: found from the numbers)</source>
        <translation>x、y 的坐标系（默认：由数值判断）</translation>
    </message>
    <message>
        <source>Cases that came without a position</source>
        <translation>没有位置的案卷</translation>
    </message>
    <message>
        <source>City database, unless it stands before, and the file</source>
        <translation>城市库（前面没有给出时）和文件</translation>
    </message>
    <message>
        <source>City database; may also stand behind the last word</source>
        <translation>城市库；也可写在最后一个词之后</translation>
    </message>
    <message>
        <source>HEADING=FIELD for a heading that is not known, - for none; remembered</source>
        <translation>表头=字段，用于不认识的表头；字段写 - 表示不用；会被记住</translation>
    </message>
    <message>
        <source>Hand cases out in the common platform&apos;s columns, or as Open311</source>
        <translation>按通用平台的列或 Open311 格式导出案卷</translation>
    </message>
    <message>
        <source>Lists of cases: spreadsheets, CSV, Open311 JSON</source>
        <translation>案卷清单：电子表格、CSV、Open311 JSON</translation>
    </message>
    <message>
        <source>Look the addresses up and offer places</source>
        <translation>按地址查找并给出候选位置</translation>
    </message>
    <message>
        <source>Name under which headings are remembered</source>
        <translation>记住表头对应关系时所用的名称</translation>
    </message>
    <message>
        <source>Replace the file that is there</source>
        <translation>覆盖已有的文件</translation>
    </message>
    <message>
        <source>Sheet of a spreadsheet (default: the first with rows)</source>
        <translation>电子表格的工作表（默认：第一个有内容的）</translation>
    </message>
    <message>
        <source>Take a list in: a number that is known is an update</source>
        <translation>导入清单：编号已有的作为更新</translation>
    </message>
    <message>
        <source>Take cases from another platform&apos;s list, and hand them out</source>
        <translation>从其他平台的清单导入案卷，并可导出</translation>
    </message>
    <message>
        <source>The system of longitudes and latitudes in lists: WGS84 at first, GCJ-02 or BD-09</source>
        <translation>清单中经纬度的坐标系：起初为 WGS84，也可为 GCJ-02 或 BD-09</translation>
    </message>
    <message>
        <source>WGS84, GCJ-02 or BD-09, for this list only</source>
        <translation>WGS84、GCJ-02 或 BD-09，只用于这份清单</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no time of a report</source>
        <translation>“{0}”不是上报时间</translation>
    </message>
    <message>
        <source>ask for shorter periods</source>
        <translation>请分成较短的时段</translation>
    </message>
    <message>
        <source>at byte {0} it is no JSON</source>
        <translation>第 {0} 字节处不是 JSON</translation>
    </message>
    <message>
        <source>cannot read the service requests</source>
        <translation>无法读取服务请求</translation>
    </message>
    <message>
        <source>cannot take the list in</source>
        <translation>无法导入这份清单</translation>
    </message>
    <message>
        <source>cannot use the column &quot;{0}&quot; as case numbers</source>
        <translation>列“{0}”不能用作案件编号</translation>
    </message>
    <message>
        <source>case list import</source>
        <translation>案卷清单导入</translation>
    </message>
    <message>
        <source>case list import, positions taken back from BD-09</source>
        <translation>案卷清单导入，位置由 BD-09 还原</translation>
    </message>
    <message>
        <source>case list import, positions taken back from GCJ-02</source>
        <translation>案卷清单导入，位置由 GCJ-02 还原</translation>
    </message>
    <message>
        <source>chinese (default), or names such as task_num</source>
        <translation>chinese 中文（默认），或 names（如 task_num）</translation>
    </message>
    <message>
        <source>it has another number of rows than this program knows</source>
        <translation>行数与本程序所知的不同</translation>
    </message>
    <message>
        <source>it has no case number</source>
        <translation>没有案件编号</translation>
    </message>
    <message>
        <source>it has no time of the report</source>
        <translation>没有上报时间</translation>
    </message>
    <message>
        <source>it is larger than 1 GB</source>
        <translation>文件超过 1 GB</translation>
    </message>
    <message>
        <source>its columns are: {0}</source>
        <translation>其中的列有：{0}</translation>
    </message>
    <message>
        <source>list or open311 (default: by the suffix)</source>
        <translation>list 或 open311（默认：按后缀）</translation>
    </message>
    <message>
        <source>lists are written as spreadsheets or text tables</source>
        <translation>清单只能写成电子表格或文本表格</translation>
    </message>
    <message>
        <source>name it (--map HEADING=number); the columns are: {0}</source>
        <translation>请指明（--map 表头=number）；其中的列有：{0}</translation>
    </message>
    <message>
        <source>no column holds the numbers of cases</source>
        <translation>没有一列是案件编号</translation>
    </message>
    <message>
        <source>no field of a case is called &quot;{0}&quot;</source>
        <translation>案卷没有名为“{0}”的字段</translation>
    </message>
    <message>
        <source>request {0} is no object</source>
        <translation>第 {0} 个请求不是对象</translation>
    </message>
    <message>
        <source>row {0} was rejected</source>
        <translation>第 {0} 行未被接受</translation>
    </message>
    <message>
        <source>the city or the file is missing</source>
        <translation>缺少城市库或文件</translation>
    </message>
    <message>
        <source>the fields are:{0}</source>
        <translation>可用的字段：{0}</translation>
    </message>
    <message>
        <source>the file must be a JSON array of Open311 GeoReport v2 requests</source>
        <translation>文件应为 Open311 GeoReport v2 请求的 JSON 数组</translation>
    </message>
    <message>
        <source>the list has no column &quot;{0}&quot;</source>
        <translation>清单中没有“{0}”这一列</translation>
    </message>
    <message>
        <source>the positions lie nowhere near the city and were left out; name their system (--positions-crs)</source>
        <translation>位置远离本市，未采用；请指明其坐标系（--positions-crs）</translation>
    </message>
    <message>
        <source>the spreadsheet has cut {0} of them after 15 digits</source>
        <translation>电子表格已把其中 {0} 个截断为 15 位</translation>
    </message>
    <message>
        <source>the state &quot;{0}&quot; is not known; the times of those cases tell how far they are</source>
        <translation>不认识状态“{0}”；按这些案卷的时间判断进度</translation>
    </message>
    <message>
        <source>there is no array of requests in it</source>
        <translation>其中没有请求数组</translation>
    </message>
    <message>
        <source>use .xlsx or .csv</source>
        <translation>请使用 .xlsx 或 .csv</translation>
    </message>
    <message>
        <source>write WGS84, GCJ-02 or BD-09</source>
        <translation>请写 WGS84、GCJ-02 或 BD-09</translation>
    </message>
    <message>
        <source>write it as HEADING=FIELD</source>
        <translation>请写成 表头=字段</translation>
    </message>
    <message>
        <source>write the column as text in the platform&apos;s export, or export CSV</source>
        <translation>请在平台导出时把该列设为文本，或导出 CSV</translation>
    </message>
    <message>
        <source>write: exchange CITY cases import FILE</source>
        <translation>写法：exchange CITY cases import FILE</translation>
    </message>
    <message>
        <source>{0} cases written</source>
        <translation>已写出 {0} 个案卷</translation>
    </message>
    <message>
        <source>{0} categories are in no code table; their names were kept</source>
        <translation>有 {0} 个类别不在任何代码表中，已保留其名称</translation>
    </message>
    <message>
        <source>{0} positions lie far away from the city and were left out</source>
        <translation>有 {0} 个位置远离本市，未采用</translation>
    </message>
    <message>
        <source>{0} rows read: {1} new cases, {2} updated, {3} unchanged, {4} rejected; {5} without a position</source>
        <translation>读取 {0} 行：新增 {1} 个案卷，更新 {2} 个，未变 {3} 个，未接受 {4} 行；{5} 个没有位置</translation>
    </message>
    <message>
        <source>{0} times could not be read and were left out, the first one in row {1}</source>
        <translation>有 {0} 个时间无法识别，未采用，第一个在第 {1} 行</translation>
    </message>
    <message>
        <source>Argument</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Check geometries, codes, values, duplicates and references of layers</source>
        <translation>检查图层的几何、代码、取值、重复和引用</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>检查数</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素数</translation>
    </message>
    <message>
        <source>Field of the identifiers (default: the code field of the layer&apos;s role, else GLBJBSM)</source>
        <translation>标识码字段（默认：图层角色的代码字段，否则为 GLBJBSM）</translation>
    </message>
    <message>
        <source>Field with the type: five digits, or its Chinese name</source>
        <translation>类型字段：五位代码或中文名称</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Findings listed for each layer (default 100; -1: all)</source>
        <translation>每个图层列出多少个问题（默认 100；-1 为全部）</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>Give managed components their identifiers (GB/T 47678.5, 17 digits)</source>
        <translation>为管理部件给出标识码（GB/T 47678.5，17 位）</translation>
    </message>
    <message>
        <source>Only this check; may be given several times</source>
        <translation>只做这项检查；可多次给出</translation>
    </message>
    <message>
        <source>Only this layer (default: every layer)</source>
        <translation>只检查这个图层（默认：全部图层）</translation>
    </message>
    <message>
        <source>Quality of layers</source>
        <translation>图层质量</translation>
    </message>
    <message>
        <source>Rules of your own beside the shipped ones: role,field,check,argument,severity</source>
        <translation>在随附规则之外追加自己的规则：role,field,check,argument,severity</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Score: 100 less the share of features with errors, and half of those with warnings</source>
        <translation>得分：100 减去有错误的要素所占百分比，再减去只有警告的一半</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Six digits (default: of the unit grid in SZDYWGBSM, else of the district)</source>
        <translation>六位代码（默认：取自 SZDYWGBSM 中的单元网格，否则为所在区县）</translation>
    </message>
    <message>
        <source>The layer of components</source>
        <translation>部件图层</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Write the findings as a layer of points</source>
        <translation>把问题写成点图层</translation>
    </message>
    <message>
        <source>Write the findings as a spreadsheet</source>
        <translation>把问题写成电子表格</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no code of a county</source>
        <translation>“{0}”不是县级代码</translation>
    </message>
    <message>
        <source>a division code of this level has {0} digits</source>
        <translation>这一级的区划代码应为 {0} 位数字</translation>
    </message>
    <message>
        <source>a layer of this name is there</source>
        <translation>已有同名图层</translation>
    </message>
    <message>
        <source>a value is required</source>
        <translation>缺少必填值</translation>
    </message>
    <message>
        <source>all numbers that begin with {0} are used up</source>
        <translation>以 {0} 开头的编号已用完</translation>
    </message>
    <message>
        <source>cannot use row {0} of {1}</source>
        <translation>不能采用 {1} 的第 {0} 行</translation>
    </message>
    <message>
        <source>component identifiers</source>
        <translation>部件标识码</translation>
    </message>
    <message>
        <source>feature {0} got no identifier</source>
        <translation>要素 {0} 没有得到标识码</translation>
    </message>
    <message>
        <source>feature {0} has the same</source>
        <translation>与要素 {0} 重复</translation>
    </message>
    <message>
        <source>it begins with the code of no feature of the role {0}</source>
        <translation>开头不是角色 {0} 的任何要素的代码</translation>
    </message>
    <message>
        <source>it does not begin with {0} of the same feature</source>
        <translation>开头与本要素的 {0} 不符</translation>
    </message>
    <message>
        <source>it has no type</source>
        <translation>没有类型</translation>
    </message>
    <message>
        <source>it has six digits</source>
        <translation>县级代码为 6 位数字</translation>
    </message>
    <message>
        <source>it is no day</source>
        <translation>不是日期</translation>
    </message>
    <message>
        <source>it is none of {0}</source>
        <translation>不在取值表 {0} 中</translation>
    </message>
    <message>
        <source>it lies in no feature of the role {0}</source>
        <translation>不在角色 {0} 的任何要素之内</translation>
    </message>
    <message>
        <source>it lies in {0}, but its code does not say so</source>
        <translation>位于 {0} 之内，但代码与此不符</translation>
    </message>
    <message>
        <source>neither its unit grid nor its place tells the county</source>
        <translation>从单元网格和位置都看不出属于哪个县级区划</translation>
    </message>
    <message>
        <source>no component is of the type &quot;{0}&quot;</source>
        <translation>没有“{0}”这一类部件</translation>
    </message>
    <message>
        <source>no feature of the role {0} has this code</source>
        <translation>角色 {0} 中没有这个代码</translation>
    </message>
    <message>
        <source>quality repair</source>
        <translation>质量修复</translation>
    </message>
    <message>
        <source>the checks are:{0}</source>
        <translation>可用的检查项：{0}</translation>
    </message>
    <message>
        <source>the code is right, but not written in its plain form</source>
        <translation>代码正确，但未按规范书写</translation>
    </message>
    <message>
        <source>there is no check &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的检查项</translation>
    </message>
    <message>
        <source>{0} features were repaired</source>
        <translation>修复了 {0} 个要素</translation>
    </message>
    <message>
        <source>{0} has no such code</source>
        <translation>{0} 中没有这个代码</translation>
    </message>
    <message>
        <source>{0} identifiers given, {1} were there, {2} features have none</source>
        <translation>给出 {0} 个标识码，原有 {1} 个，{2} 个要素没有</translation>
    </message>
    <message>
        <source>{0}: {1} features, score {2}; {3} with errors, {4} with warnings</source>
        <translation>{0}：{1} 个要素，得分 {2}；{3} 个有错误，{4} 个有警告</translation>
    </message>
    <message>
        <source>Also what is ignored</source>
        <translation>包括已略过的</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Answer: ______________________________   Signed and sealed: ____________________</source>
        <translation>答复：______________________________   签字盖章：____________________</translation>
    </message>
    <message>
        <source>Correction note</source>
        <translation>校核纠错单</translation>
    </message>
    <message>
        <source>Ignore this finding of LAYER from now on; may be given several times</source>
        <translation>以后略过 LAYER 的这个问题；可多次给出</translation>
    </message>
    <message>
        <source>Layer {0}, {1} findings, {2}</source>
        <translation>图层 {0}，{1} 个问题，{2}</translation>
    </message>
    <message>
        <source>List the correction notes</source>
        <translation>列出校核纠错单</translation>
    </message>
    <message>
        <source>Look at an ignored finding again</source>
        <translation>恢复检查略过的问题</translation>
    </message>
    <message>
        <source>No. {0}, to {1}</source>
        <translation>编号 {0}，致 {1}</translation>
    </message>
    <message>
        <source>Number of a correction note that was answered</source>
        <translation>已答复的校核纠错单编号</translation>
    </message>
    <message>
        <source>Please mend what stands below and send this sheet back with your answer.</source>
        <translation>请更正下列问题，填写答复后返回本单。</translation>
    </message>
    <message>
        <source>The bureau of the note</source>
        <translation>纠错单的接收单位</translation>
    </message>
    <message>
        <source>The correction note is done</source>
        <translation>该纠错单办结</translation>
    </message>
    <message>
        <source>What the bureau said</source>
        <translation>对方的答复</translation>
    </message>
    <message>
        <source>Why it is ignored</source>
        <translation>略过的理由</translation>
    </message>
    <message>
        <source>Write the findings of LAYER as a correction note to the bureau that owns it</source>
        <translation>把 LAYER 的问题写成给权属单位的校核纠错单</translation>
    </message>
    <message>
        <source>cannot answer the correction note {0}</source>
        <translation>无法答复校核纠错单 {0}</translation>
    </message>
    <message>
        <source>cannot ignore the findings</source>
        <translation>无法略过这些问题</translation>
    </message>
    <message>
        <source>cannot make a correction note for &quot;{0}&quot;</source>
        <translation>无法为“{0}”制作校核纠错单</translation>
    </message>
    <message>
        <source>it is closed</source>
        <translation>它已办结</translation>
    </message>
    <message>
        <source>it is not ignored</source>
        <translation>它没有被略过</translation>
    </message>
    <message>
        <source>name the layer whose findings are meant</source>
        <translation>请指明是哪个图层的问题</translation>
    </message>
    <message>
        <source>no bureau is named</source>
        <translation>没有指定单位</translation>
    </message>
    <message>
        <source>no layer is named</source>
        <translation>没有指定图层</translation>
    </message>
    <message>
        <source>nothing is wrong with it</source>
        <translation>没有发现问题</translation>
    </message>
    <message>
        <source>the check of &quot;{0}&quot; does not find it</source>
        <translation>“{0}”的检查没有发现它</translation>
    </message>
    <message>
        <source>there is no answer</source>
        <translation>没有答复</translation>
    </message>
    <message>
        <source>there is no correction note {0}</source>
        <translation>没有校核纠错单 {0}</translation>
    </message>
    <message>
        <source>there is no finding {0}</source>
        <translation>没有问题 {0}</translation>
    </message>
    <message>
        <source>there is no reason</source>
        <translation>没有理由</translation>
    </message>
    <message>
        <source>write what the bureau said (--text)</source>
        <translation>请写明对方的答复（--text）</translation>
    </message>
    <message>
        <source> (minutes)</source>
        <translation>（分钟）</translation>
    </message>
    <message>
        <source>90 % handled within</source>
        <translation>90% 处置用时不超过</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理数</translation>
    </message>
    <message>
        <source>Acceptors</source>
        <translation>受理员</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>City</source>
        <translation>全市</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>结案数</translation>
    </message>
    <message>
        <source>Communities</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>专业部门</translation>
    </message>
    <message>
        <source>Desk limits in minutes: filing {0}, dispatch {1}, sending a task {2}, doing it {3}.</source>
        <translation>台席时限（分钟）：立案 {0}，派遣 {1}，派发核实核查任务 {2}，完成任务 {3}。</translation>
    </message>
    <message>
        <source>Dispatched right: once only. Errors: steps that the next desk sent back, of the cases of the period.</source>
        <translation>准确派遣：只派遣一次。差错：被下一环节退回的操作，按期内上报的案卷统计。</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation>派遣数</translation>
    </message>
    <message>
        <source>Dispatchers</source>
        <translation>派遣员</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应处置数</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>立案数</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>处置数</translation>
    </message>
    <message>
        <source>Heading of the bulletin</source>
        <translation>通报的标题</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>监督员</translation>
    </message>
    <message>
        <source>Keep these definitions as the city&apos;s own</source>
        <translation>把这些口径保存为本市的口径</translation>
    </message>
    <message>
        <source>List the cases behind a figure or a count, such as closing_rate or closed</source>
        <translation>列出指标或计数对应的案卷，如 closing_rate 或 closed</translation>
    </message>
    <message>
        <source>Median handling time</source>
        <translation>处置时长中位数</translation>
    </message>
    <message>
        <source>Minutes to file, dispatch, send a task and do it (15,15,15,30)</source>
        <translation>立案、派遣、派发任务、完成任务的分钟数（15,15,15,30）</translation>
    </message>
    <message>
        <source>Missed: public reports that were filed.</source>
        <translation>漏报：已立案的公众举报。</translation>
    </message>
    <message>
        <source>Missed: public reports that were found true on site.</source>
        <translation>漏报：经现场核实属实的公众举报。</translation>
    </message>
    <message>
        <source>Of a rate, the cases below the line and not those above it</source>
        <translation>对比率取分母的案卷，而不是分子的</translation>
    </message>
    <message>
        <source>On time: handled at or before the deadline, or exempted by an appeal. Cases closed by force are in no rate.</source>
        <translation>按期：在截止时间或之前处置，或经申诉免责。强制结案的案卷不计入任何比率。</translation>
    </message>
    <message>
        <source>Only of this group (its code)</source>
        <translation>只要这一组（其代码）</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总表</translation>
    </message>
    <message>
        <source>Public reports that an inspector missed: verified on site (default), or all that were filed</source>
        <translation>监督员漏报的公众举报：verified 经现场核实属实（默认），或 filed 全部已立案</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报数</translation>
    </message>
    <message>
        <source>Shift leaders</source>
        <translation>值班长</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Subdistricts</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>To close</source>
        <translation>应结案数</translation>
    </message>
    <message>
        <source>Unit grids</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Write the bulletin of the period, .pdf or .xlsx; may be given several times</source>
        <translation>写出该时段的通报，.pdf 或 .xlsx；可多次给出</translation>
    </message>
    <message>
        <source>bulletins of this kind cannot be written</source>
        <translation>不能写出这种通报</translation>
    </message>
    <message>
        <source>call-backs to those who reported are not kept</source>
        <translation>没有保存对上报人的回访</translation>
    </message>
    <message>
        <source>cannot write the bulletin as PDF</source>
        <translation>无法把通报写成 PDF</translation>
    </message>
    <message>
        <source>department (default), district, subdistrict, community, grid, category, source, city, or a post: inspector, acceptor, shift_leader, dispatcher</source>
        <translation>department（默认）、district、subdistrict、community、grid、category、source、city，或岗位：inspector、acceptor、shift_leader、dispatcher</translation>
    </message>
    <message>
        <source>name a rate of the report, or one of:{0}</source>
        <translation>请给出报表中的比率，或其中之一：{0}</translation>
    </message>
    <message>
        <source>no case has a deadline</source>
        <translation>没有案卷有处置截止时间</translation>
    </message>
    <message>
        <source>no case tells when it was dispatched</source>
        <translation>没有案卷注明派遣时间</translation>
    </message>
    <message>
        <source>no case tells when it was filed</source>
        <translation>没有案卷注明立案时间</translation>
    </message>
    <message>
        <source>no case tells when it was handled</source>
        <translation>没有案卷注明处置时间</translation>
    </message>
    <message>
        <source>no cases can be listed behind &quot;{0}&quot;</source>
        <translation>“{0}”没有可列出的案卷</translation>
    </message>
    <message>
        <source>of {0} of {1} cases the steps are not known: they came as a list</source>
        <translation>{1} 个案卷中有 {0} 个由清单导入，没有办理过程</translation>
    </message>
    <message>
        <source>the steps of the cases are not known: they came as a list</source>
        <translation>案卷由清单导入，没有办理过程</translation>
    </message>
    <message>
        <source>the tracks of inspectors are personal data and are not kept</source>
        <translation>监督员轨迹属于个人信息，不予保存</translation>
    </message>
    <message>
        <source>this program was built without windows, and so without charts</source>
        <translation>此程序构建时不含窗口，因此不能画图表</translation>
    </message>
    <message>
        <source>use .pdf or .xlsx</source>
        <translation>请使用 .pdf 或 .xlsx</translation>
    </message>
    <message>
        <source>use .xlsx</source>
        <translation>请使用 .xlsx</translation>
    </message>
    <message>
        <source>write four numbers of minutes, such as 15,15,15,30</source>
        <translation>请写四个分钟数，如 15,15,15,30</translation>
    </message>
    <message>
        <source>{0} of {1} cases do not tell when they were dispatched</source>
        <translation>{1} 个案卷中有 {0} 个未注明派遣时间</translation>
    </message>
    <message>
        <source>{0} of {1} cases do not tell when they were filed</source>
        <translation>{1} 个案卷中有 {0} 个未注明立案时间</translation>
    </message>
    <message>
        <source>{0} of {1} cases do not tell when they were handled</source>
        <translation>{1} 个案卷中有 {0} 个未注明处置时间</translation>
    </message>
    <message>
        <source>{0} of {1} filed cases have no deadline</source>
        <translation>{1} 个已立案案卷中有 {0} 个没有处置截止时间</translation>
    </message>
    <message>
        <source>--boundary and --letters take new or keep</source>
        <translation>--boundary 和 --letters 的值为 new 或 keep</translation>
    </message>
    <message>
        <source>--cut takes larger, smaller, newer or older</source>
        <translation>--cut 的值为 larger、smaller、newer 或 older</translation>
    </message>
    <message>
        <source>--limit takes a number of 0 or more</source>
        <translation>--limit 的值为不小于 0 的数</translation>
    </message>
    <message>
        <source>--mark and --unmark exclude each other</source>
        <translation>--mark 与 --unmark 不能同时使用</translation>
    </message>
    <message>
        <source>--parts takes a number from 2 to 1000</source>
        <translation>--parts 的值为 2 到 1000</translation>
    </message>
    <message>
        <source>A gap goes to a parcel that borders on it</source>
        <translation>把缝隙并入相邻的宗地</translation>
    </message>
    <message>
        <source>A parcel takes over a part of its neighbour</source>
        <translation>宗地接收相邻宗地的一部分</translation>
    </message>
    <message>
        <source>A place in the gap, east first</source>
        <translation>缝隙中的一点，东坐标在前</translation>
    </message>
    <message>
        <source>Area of a part in m²; may be given again, the rest is the last</source>
        <translation>一部分的面积（平方米）；可多次给出，余下的为最后一部分</translation>
    </message>
    <message>
        <source>Areas thinner than this are slivers</source>
        <translation>比这更窄的面为碎面</translation>
    </message>
    <message>
        <source>Change nothing, tell what would become of it</source>
        <translation>不作改动，只说明结果</translation>
    </message>
    <message>
        <source>Check that areas lie side by side without overlaps and gaps, and mend them</source>
        <translation>检查面与面是否相邻而无重叠和缝隙，并修复</translation>
    </message>
    <message>
        <source>Code of a new parcel, in their order; may be given again</source>
        <translation>新宗地的代码，按次序；可多次给出</translation>
    </message>
    <message>
        <source>Date of the document</source>
        <translation>文件日期</translation>
    </message>
    <message>
        <source>Date or time; a date alone is its beginning</source>
        <translation>日期或时刻；只有日期时为当日零时</translation>
    </message>
    <message>
        <source>Direction in which the parts follow each other (default: the longest side&apos;s)</source>
        <translation>各部分依次排列的方向（默认：最长边的方向）</translation>
    </message>
    <message>
        <source>How far the point may be from the place named (0.1)</source>
        <translation>点与所给位置的最大距离（0.1）</translation>
    </message>
    <message>
        <source>List at most N findings; they are counted all the same</source>
        <translation>最多列出 N 项；计数不受影响</translation>
    </message>
    <message>
        <source>Make one parcel of several that share borders</source>
        <translation>把有公共边的几宗地合并为一宗</translation>
    </message>
    <message>
        <source>Make what lies in an area a parcel of its own</source>
        <translation>把范围内的部分划为单独的宗地</translation>
    </message>
    <message>
        <source>Mark the layer as coverage: edits that break it are refused</source>
        <translation>把图层记为覆盖层：破坏它的编辑会被拒绝</translation>
    </message>
    <message>
        <source>Mend what can be mended, as one edit that undo takes back</source>
        <translation>修复能修复的，作为一次可撤销的编辑</translation>
    </message>
    <message>
        <source>Move a boundary point in every parcel that has it</source>
        <translation>移动界址点，所有含有它的宗地一起改动</translation>
    </message>
    <message>
        <source>Move the common border of two parcels</source>
        <translation>移动两宗地的公共边</translation>
    </message>
    <message>
        <source>Name of a new layer of the findings</source>
        <translation>检查结果的新图层名</translation>
    </message>
    <message>
        <source>Name of a new layer of the parcels of that moment</source>
        <translation>该时刻全部宗地的新图层名</translation>
    </message>
    <message>
        <source>Number of equal parts</source>
        <translation>等分的份数</translation>
    </message>
    <message>
        <source>Number of the document</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>One parcel with what belongs to it</source>
        <translation>一宗地及其相关内容</translation>
    </message>
    <message>
        <source>Only this parcel: its code then, or #fid</source>
        <translation>仅此宗地：当时的代码，或 #fid</translation>
    </message>
    <message>
        <source>Only those that ended after this time</source>
        <translation>仅此时刻之后注销的</translation>
    </message>
    <message>
        <source>Parcel code, or #fid</source>
        <translation>宗地代码，或 #fid</translation>
    </message>
    <message>
        <source>Parcel codes, or #fid</source>
        <translation>宗地代码（多个），或 #fid</translation>
    </message>
    <message>
        <source>Parcels that ended, newest first</source>
        <translation>已注销的宗地，新的在前</translation>
    </message>
    <message>
        <source>Show, split, merge and reshape parcels; their history and past</source>
        <translation>查看、分割、合并和调整宗地；其沿革与过去</translation>
    </message>
    <message>
        <source>Split a parcel by a line, into equal parts or to given areas</source>
        <translation>按线、按等份或按给定面积分割宗地</translation>
    </message>
    <message>
        <source>The area, in the layer&apos;s coordinate system</source>
        <translation>范围，用图层的坐标系</translation>
    </message>
    <message>
        <source>The cut, in the layer&apos;s coordinate system</source>
        <translation>分割线，用图层的坐标系</translation>
    </message>
    <message>
        <source>The layer is no coverage any more</source>
        <translation>图层不再是覆盖层</translation>
    </message>
    <message>
        <source>The neighbour&apos;s code, or #fid</source>
        <translation>相邻宗地的代码，或 #fid</translation>
    </message>
    <message>
        <source>The new border</source>
        <translation>新的界线</translation>
    </message>
    <message>
        <source>The other parcel&apos;s code, or #fid</source>
        <translation>另一宗地的代码，或 #fid</translation>
    </message>
    <message>
        <source>The parcels as they were at a date</source>
        <translation>某一时刻的宗地</translation>
    </message>
    <message>
        <source>The part, in the layer&apos;s coordinate system</source>
        <translation>该部分，用图层的坐标系</translation>
    </message>
    <message>
        <source>The point, east first</source>
        <translation>界址点，东坐标在前</translation>
    </message>
    <message>
        <source>What becomes of codes when parcels change</source>
        <translation>宗地改变时代码如何处理</translation>
    </message>
    <message>
        <source>What lies nearer is meant to be the same place (0.01 unless the layer says otherwise)</source>
        <translation>更近的视为同一位置（除图层另有规定外为 0.01）</translation>
    </message>
    <message>
        <source>When the boundary changes: new or keep</source>
        <translation>界线改变时：new（新代码）或 keep（保留）</translation>
    </message>
    <message>
        <source>When the feature letters change: new or keep the number</source>
        <translation>特征码改变时：new（新顺序号）或 keep（保留顺序号）</translation>
    </message>
    <message>
        <source>Where a parcel came from and what became of it</source>
        <translation>宗地的来源与去向</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>移到的位置</translation>
    </message>
    <message>
        <source>Who loses an overlap: larger, smaller, newer or older</source>
        <translation>重叠从哪一方去掉：larger、smaller、newer 或 older</translation>
    </message>
    <message>
        <source>Wider gaps may be; with --fix: are not filled</source>
        <translation>更宽的缝隙允许存在；与 --fix 合用时不填补</translation>
    </message>
    <message>
        <source>a border has two different parcels</source>
        <translation>界线两侧应是两宗不同的宗地</translation>
    </message>
    <message>
        <source>a line is asked for</source>
        <translation>需要一条线</translation>
    </message>
    <message>
        <source>a merge takes two parcels or more</source>
        <translation>合并需要两宗或更多宗地</translation>
    </message>
    <message>
        <source>a parcel has it or had it; a code that was retired is never given again</source>
        <translation>已有宗地使用或用过它；注销的代码不再使用</translation>
    </message>
    <message>
        <source>a parcel of less than 0.01 m² would come out of it</source>
        <translation>会产生小于 0.01 平方米的宗地</translation>
    </message>
    <message>
        <source>a part would be empty</source>
        <translation>其中一部分会是空的</translation>
    </message>
    <message>
        <source>an area is asked for</source>
        <translation>需要一个范围</translation>
    </message>
    <message>
        <source>an invalid shape would come out of it ({0})</source>
        <translation>会产生无效的图形（{0}）</translation>
    </message>
    <message>
        <source>cannot check the layer &quot;{0}&quot;</source>
        <translation>无法检查图层“{0}”</translation>
    </message>
    <message>
        <source>cannot tell the past of parcel {0}</source>
        <translation>无法给出宗地 {0} 的沿革</translation>
    </message>
    <message>
        <source>cannot tell what &quot;{0}&quot; was at {1}</source>
        <translation>无法给出“{0}”在 {1} 的状态</translation>
    </message>
    <message>
        <source>change the neighbours in the same edit, or use split, merge and border moves</source>
        <translation>在同一次编辑中一并修改邻面，或使用分割、合并和移动界线</translation>
    </message>
    <message>
        <source>check it again</source>
        <translation>请重新检查</translation>
    </message>
    <message>
        <source>choose a layer of polygons</source>
        <translation>请选择面图层</translation>
    </message>
    <message>
        <source>feature {0} is a sliver of {1} m² at {2}</source>
        <translation>要素 {0} 是碎面，面积 {1} 平方米，位于 {2}</translation>
    </message>
    <message>
        <source>feature {0} is invalid at {1} ({2})</source>
        <translation>要素 {0} 在 {1} 处无效（{2}）</translation>
    </message>
    <message>
        <source>features {0} and {1} are the same area at {2}</source>
        <translation>要素 {0} 与 {1} 是同一个面，位于 {2}</translation>
    </message>
    <message>
        <source>features {0} and {1} overlap by {2} m² at {3}</source>
        <translation>要素 {0} 与 {1} 重叠 {2} 平方米，位于 {3}</translation>
    </message>
    <message>
        <source>it is no layer of areas</source>
        <translation>它不是面图层</translation>
    </message>
    <message>
        <source>it was not there at {0}</source>
        <translation>在 {0} 它不存在</translation>
    </message>
    <message>
        <source>it was retired on {0}</source>
        <translation>它已于 {0} 注销</translation>
    </message>
    <message>
        <source>name a line, a number of parts or the areas</source>
        <translation>请给出分割线、份数或面积</translation>
    </message>
    <message>
        <source>name one by its fid, as #12</source>
        <translation>请用 fid 指明，如 #12</translation>
    </message>
    <message>
        <source>name one of --line, --parts and --area</source>
        <translation>请给出 --line、--parts、--area 之一</translation>
    </message>
    <message>
        <source>no parcel of the city has or had this code</source>
        <translation>城市库中没有也不曾有此代码的宗地</translation>
    </message>
    <message>
        <source>nothing would be left of the parcel; merge them instead</source>
        <translation>宗地将一无所剩；请改用合并</translation>
    </message>
    <message>
        <source>one parcel would lie where the other one is</source>
        <translation>一宗地会落到另一宗地的位置</translation>
    </message>
    <message>
        <source>open it for writing once</source>
        <translation>请以可写方式打开一次</translation>
    </message>
    <message>
        <source>several parcels have this code</source>
        <translation>有几宗地使用此代码</translation>
    </message>
    <message>
        <source>somebody changes it just now</source>
        <translation>有人正在修改它</translation>
    </message>
    <message>
        <source>the area cannot be cut</source>
        <translation>无法分割该面</translation>
    </message>
    <message>
        <source>the border of feature {0} lacks a vertex of feature {1} at {2}</source>
        <translation>要素 {0} 的边上缺少要素 {1} 的顶点，位于 {2}</translation>
    </message>
    <message>
        <source>the city is of an older version and opened for reading only</source>
        <translation>城市库为旧版本，且以只读方式打开</translation>
    </message>
    <message>
        <source>the code {0} is given twice</source>
        <translation>代码 {0} 给出了两次</translation>
    </message>
    <message>
        <source>the edit of the coverage &quot;{0}&quot; is refused ({1} faults)</source>
        <translation>对覆盖层“{2}”的编辑被拒绝（{1} 处问题）</translation>
    </message>
    <message>
        <source>the edit of the coverage &quot;{0}&quot; is refused</source>
        <translation>对覆盖层“{1}”的编辑被拒绝</translation>
    </message>
    <message>
        <source>the faults of &quot;{0}&quot; are not mended</source>
        <translation>“{0}”的问题没有修复</translation>
    </message>
    <message>
        <source>the gap does not border on the parcel</source>
        <translation>缝隙与该宗地不相邻</translation>
    </message>
    <message>
        <source>the given area covers the whole parcel</source>
        <translation>所给范围覆盖了整宗地</translation>
    </message>
    <message>
        <source>the given area is invalid ({0})</source>
        <translation>所给范围无效（{0}）</translation>
    </message>
    <message>
        <source>the given area lies outside the parcel</source>
        <translation>所给范围在宗地之外</translation>
    </message>
    <message>
        <source>the layer &quot;{0}&quot; cannot be a coverage</source>
        <translation>图层“{0}”不能作为覆盖层</translation>
    </message>
    <message>
        <source>the layer was changed since the check</source>
        <translation>检查之后图层已被修改</translation>
    </message>
    <message>
        <source>the layer was loaded after that, and what it held before is not kept</source>
        <translation>图层在那之后才载入，此前的内容没有保留</translation>
    </message>
    <message>
        <source>the line does not cut the parcel through</source>
        <translation>线没有贯穿宗地</translation>
    </message>
    <message>
        <source>the line must cut both parcels together into two; it gives {0}</source>
        <translation>线须把两宗地的整体分为两块；现在得到 {0} 块</translation>
    </message>
    <message>
        <source>the numbers under these letters are used up</source>
        <translation>该特征码下的顺序号已用完</translation>
    </message>
    <message>
        <source>the parcel code {0} cannot be given</source>
        <translation>宗地代码 {0} 不能使用</translation>
    </message>
    <message>
        <source>the parcel {0} has no area</source>
        <translation>宗地 {0} 没有面</translation>
    </message>
    <message>
        <source>the parcels are not changed</source>
        <translation>宗地未作改动</translation>
    </message>
    <message>
        <source>the parcels do not share a border with each other</source>
        <translation>这些宗地彼此没有公共边</translation>
    </message>
    <message>
        <source>the shape of parcel {0} is invalid ({1}); mend it first</source>
        <translation>宗地 {0} 的图形无效（{1}）；请先修复</translation>
    </message>
    <message>
        <source>the wished areas must be more than 0 and together less than the area</source>
        <translation>所需面积须大于 0，且合计小于总面积</translation>
    </message>
    <message>
        <source>there are more codes than new parcels</source>
        <translation>代码多于新宗地</translation>
    </message>
    <message>
        <source>there is a gap of {0} m² at {1}</source>
        <translation>有 {0} 平方米的缝隙，位于 {1}</translation>
    </message>
    <message>
        <source>there is no gap closed in by parcels at this place</source>
        <translation>此处没有被宗地围住的缝隙</translation>
    </message>
    <message>
        <source>there is no vertex of a parcel at this place</source>
        <translation>此处没有宗地的界址点</translation>
    </message>
    <message>
        <source>tolerance and width of gaps are numbers of 0 or more</source>
        <translation>容差和缝隙宽度为不小于 0 的数</translation>
    </message>
    <message>
        <source>topology repair</source>
        <translation>拓扑修复</translation>
    </message>
    <message>
        <source>try again in a moment</source>
        <translation>请稍后再试</translation>
    </message>
    <message>
        <source>what is taken over does not border on the parcel</source>
        <translation>接收的部分与宗地不相邻</translation>
    </message>
    <message>
        <source>Name of the office over the sheet</source>
        <translation>图上方的单位名称</translation>
    </message>
    <message>
        <source>Replace files that are there</source>
        <translation>覆盖已有文件</translation>
    </message>
    <message>
        <source>The boundary points as the land bureaus hand them on</source>
        <translation>国土部门交换用的界址点文本</translation>
    </message>
    <message>
        <source>The parcel sheet and the table of boundary points as files</source>
        <translation>把宗地图和界址点成果表写成文件</translation>
    </message>
    <message>
        <source>The parcel sheet</source>
        <translation>宗地图</translation>
    </message>
    <message>
        <source>The table of boundary points</source>
        <translation>界址点成果表</translation>
    </message>
    <message>
        <source>it has no area</source>
        <translation>它没有面</translation>
    </message>
    <message>
        <source>name one of --pdf, --xlsx and --txt</source>
        <translation>请给出 --pdf、--xlsx、--txt 之一</translation>
    </message>
    <message>
        <source>the layer&apos;s coordinates are degrees, and sides have lengths in metres</source>
        <translation>图层坐标为经纬度，而边长以米计</translation>
    </message>
    <message>
        <source>there is no sheet of this parcel</source>
        <translation>无法制作该宗地的宗地图</translation>
    </message>
    <message>
        <source>Take units from a table first (BDCDYH, CH, HH, ZT …)</source>
        <translation>先从表格读入户（BDCDYH、CH、HH、ZT 等）</translation>
    </message>
    <message>
        <source>The units of a parcel&apos;s buildings, floor by floor, with checks</source>
        <translation>宗地上建筑物的户，逐层列出并检查</translation>
    </message>
    <message>
        <source>call it BDCDYH</source>
        <translation>请将其命名为 BDCDYH</translation>
    </message>
    <message>
        <source>inner and shared area differ from the floor area by {0} m²</source>
        <translation>套内与分摊面积之和与建筑面积相差 {0} 平方米</translation>
    </message>
    <message>
        <source>it names another parcel, {0}</source>
        <translation>它写的是另一宗地 {0}</translation>
    </message>
    <message>
        <source>name a parcel, --import, or both</source>
        <translation>请给出宗地、--import，或两者</translation>
    </message>
    <message>
        <source>storeys above {0} and below {1} are not the {2} in all</source>
        <translation>地上 {0} 层与地下 {1} 层之和不等于总层数 {2}</translation>
    </message>
    <message>
        <source>the code comes twice in the table</source>
        <translation>代码在表中重复</translation>
    </message>
    <message>
        <source>the floor area of {0} m² is more than footprint × storeys allows</source>
        <translation>建筑面积 {0} 平方米超过占地面积乘层数所允许的</translation>
    </message>
    <message>
        <source>the table has no column of unit codes</source>
        <translation>表中没有不动产单元号列</translation>
    </message>
    <message>
        <source>the units are not taken</source>
        <translation>没有读入户</translation>
    </message>
    <message>
        <source>the units have {0} m², the building {1} m²</source>
        <translation>各户合计 {0} 平方米，建筑物 {1} 平方米</translation>
    </message>
    <message>
        <source>units taken from a table</source>
        <translation>从表格读入户</translation>
    </message>
    <message>
        <source>{0} m² of the building lie outside of the parcel</source>
        <translation>建筑物有 {0} 平方米在宗地之外</translation>
    </message>
    <message>
        <source>{0} units are told, {1} are known</source>
        <translation>总套数为 {0}，已知 {1} 户</translation>
    </message>
    <message>
        <source>Copies of a case&apos;s photos to hand out, without what the camera noted</source>
        <translation>导出案卷照片副本，不含相机记录的信息</translation>
    </message>
    <message>
        <source>Folder to write to</source>
        <translation>要写入的文件夹</translation>
    </message>
    <message>
        <source>cannot hand out the photo {0}</source>
        <translation>无法提供照片 {0}</translation>
    </message>
    <message>
        <source>hand out another one</source>
        <translation>请另选一张</translation>
    </message>
    <message>
        <source>its notes cannot be taken out</source>
        <translation>无法清除其中的附加信息</translation>
    </message>
    <message>
        <source>A table as text, CSV in UTF-8</source>
        <translation>文本表格，UTF-8 编码的 CSV</translation>
    </message>
    <message>
        <source>Add days from a table: date,kind,name</source>
        <translation>从表格添加日期：日期,类型,名称</translation>
    </message>
    <message>
        <source>Attach it to this open case as a duplicate</source>
        <translation>作为重复上报并入这一未结案卷</translation>
    </message>
    <message>
        <source>Cases near a case that may tell of the same thing</source>
        <translation>某案卷附近可能反映同一问题的案卷</translation>
    </message>
    <message>
        <source>Deadline on this day or before; an instant is not included</source>
        <translation>截止于该日或之前；给出时刻则不含该时刻</translation>
    </message>
    <message>
        <source>Deadline on this day or later</source>
        <translation>截止于该日或之后</translation>
    </message>
    <message>
        <source>Extensions, suspensions and appeals that were asked for</source>
        <translation>已提出的延期、挂账和申诉申请</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>Forget the days that are kept</source>
        <translation>先清除已保存的日期</translation>
    </message>
    <message>
        <source>Go on with the suspended cases whose day has come</source>
        <translation>恢复到期的挂账案卷</translation>
    </message>
    <message>
        <source>Only cases that are not at their end</source>
        <translation>仅未办结的案卷</translation>
    </message>
    <message>
        <source>Only from this source</source>
        <translation>仅此来源</translation>
    </message>
    <message>
        <source>Only in this community</source>
        <translation>仅此社区</translation>
    </message>
    <message>
        <source>Only in this district</source>
        <translation>仅此区县</translation>
    </message>
    <message>
        <source>Only in this subdistrict</source>
        <translation>仅此街道</translation>
    </message>
    <message>
        <source>Only in this unit grid</source>
        <translation>仅此单元网格</translation>
    </message>
    <message>
        <source>Only normal or only urgent ones</source>
        <translation>仅一般或仅紧急案卷</translation>
    </message>
    <message>
        <source>Only of this case</source>
        <translation>仅此案卷</translation>
    </message>
    <message>
        <source>Only of this department</source>
        <translation>仅此部门</translation>
    </message>
    <message>
        <source>Only of this handler</source>
        <translation>仅此处置人员</translation>
    </message>
    <message>
        <source>Only open ones whose deadline is over</source>
        <translation>仅已超期的未结案卷</translation>
    </message>
    <message>
        <source>Only open ones whose deadline is today</source>
        <translation>仅今日到期的未结案卷</translation>
    </message>
    <message>
        <source>Only this kind: matter, component or event</source>
        <translation>仅此类型：matter（事项）、component（部件）或 event（事件）</translation>
    </message>
    <message>
        <source>Only what is not decided yet</source>
        <translation>仅尚未决定的申请</translation>
    </message>
    <message>
        <source>Only what waits for this role</source>
        <translation>仅等待该岗位办理的</translation>
    </message>
    <message>
        <source>Reported on this day or before; an instant is not included</source>
        <translation>上报于该日或之前；给出时刻则不含该时刻</translation>
    </message>
    <message>
        <source>Reported on this day or later</source>
        <translation>上报于该日或之后</translation>
    </message>
    <message>
        <source>Set the working hours of a day</source>
        <translation>设置每日工作时间</translation>
    </message>
    <message>
        <source>Such as &quot;08:00-12:00 14:00-18:00&quot;</source>
        <translation>例如 &quot;08:00-12:00 14:00-18:00&quot;</translation>
    </message>
    <message>
        <source>The calendar</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>Without the first N</source>
        <translation>跳过前 N 个</translation>
    </message>
    <message>
        <source>Working hours, holidays and shifted days by which deadlines count</source>
        <translation>计算时限所用的工作时间、节假日和调休日</translation>
    </message>
    <message>
        <source>Write the calendar as such a table</source>
        <translation>把日历写成同样的表格</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is neither holiday nor workday</source>
        <translation>“{0}”既不是 holiday（放假）也不是 workday（上班）</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no date</source>
        <translation>“{0}”不是日期</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no range of days</source>
        <translation>“{0}”不是日期范围</translation>
    </message>
    <message>
        <source>add one that shows what was done</source>
        <translation>请添加一张反映处置结果的照片</translation>
    </message>
    <message>
        <source>add the photo of the report</source>
        <translation>请添加上报时的照片</translation>
    </message>
    <message>
        <source>an appeal was made already, and there is one only</source>
        <translation>已申诉过，每案只能申诉一次</translation>
    </message>
    <message>
        <source>ask before the deadline</source>
        <translation>请在截止时间之前申请</translation>
    </message>
    <message>
        <source>cannot read line {0} of the calendar</source>
        <translation>无法读取日历的第 {0} 行</translation>
    </message>
    <message>
        <source>cannot read the working hours &quot;{0}&quot;</source>
        <translation>无法读取工作时间“{0}”</translation>
    </message>
    <message>
        <source>cases are not put in order by that</source>
        <translation>案卷不能按此排序</translation>
    </message>
    <message>
        <source>choose another name or replace it (--overwrite)</source>
        <translation>请换一个名称，或替换它（--overwrite）</translation>
    </message>
    <message>
        <source>handle the case</source>
        <translation>请处置该案卷</translation>
    </message>
    <message>
        <source>it has no photo from after</source>
        <translation>缺少处置后的照片</translation>
    </message>
    <message>
        <source>it has no photo from before</source>
        <translation>缺少处置前的照片</translation>
    </message>
    <message>
        <source>it is neither a day nor an instant</source>
        <translation>它既不是日期也不是时刻</translation>
    </message>
    <message>
        <source>it names no day on which the case goes on</source>
        <translation>没有指明恢复办理的日期</translation>
    </message>
    <message>
        <source>it was extended twice already</source>
        <translation>已延期两次</translation>
    </message>
    <message>
        <source>log it as a case of its own</source>
        <translation>请作为单独案卷登记</translation>
    </message>
    <message>
        <source>look at the history of the case</source>
        <translation>请查看案卷的历史记录</translation>
    </message>
    <message>
        <source>name another day (--until)</source>
        <translation>请另选日期（--until）</translation>
    </message>
    <message>
        <source>name it (--until)</source>
        <translation>请指明（--until）</translation>
    </message>
    <message>
        <source>newest (default), oldest, deadline or changed first</source>
        <translation>newest（默认，最新）、oldest（最早）、deadline（最先到期）或 changed（最近更改）在前</translation>
    </message>
    <message>
        <source>nothing has to be extended</source>
        <translation>无需延期</translation>
    </message>
    <message>
        <source>refuse it and ask for another day</source>
        <translation>请驳回并重新申请其他日期</translation>
    </message>
    <message>
        <source>suspend: the day on which the case goes on</source>
        <translation>挂账：恢复办理的日期</translation>
    </message>
    <message>
        <source>the case has no deadline</source>
        <translation>该案卷没有截止时间</translation>
    </message>
    <message>
        <source>the case is at its end</source>
        <translation>该案卷已办结</translation>
    </message>
    <message>
        <source>the case was not overdue</source>
        <translation>该案卷没有超期</translation>
    </message>
    <message>
        <source>the day on which the case goes on has come already</source>
        <translation>恢复办理的日期已到</translation>
    </message>
    <message>
        <source>the day on which the case goes on must lie within a year from now</source>
        <translation>恢复办理的日期必须在一年之内</translation>
    </message>
    <message>
        <source>the deadline is over</source>
        <translation>截止时间已过</translation>
    </message>
    <message>
        <source>the photo {0} was taken more than a day away from the report</source>
        <translation>照片 {0} 的拍摄时间与上报相差一天以上</translation>
    </message>
    <message>
        <source>the photo {0} was taken {1} m away from the point</source>
        <translation>照片 {0} 的拍摄位置距上报点 {1} 米</translation>
    </message>
    <message>
        <source>the report cannot be attached to the case {0}</source>
        <translation>该上报不能并入案卷 {0}</translation>
    </message>
    <message>
        <source>the two are not of one category within {0} m and {1} hours</source>
        <translation>两者不是 {0} 米、{1} 小时之内的同类案卷</translation>
    </message>
    <message>
        <source>the two cases are not of one category within {0} m and {1} hours</source>
        <translation>两个案卷不是 {0} 米、{1} 小时之内的同类案卷</translation>
    </message>
    <message>
        <source>there is nothing to appeal against</source>
        <translation>没有可申诉的内容</translation>
    </message>
    <message>
        <source>they are spans that follow each other inside one day</source>
        <translation>应为同一天内先后相接的时段</translation>
    </message>
    <message>
        <source>use newest, oldest, deadline or changed</source>
        <translation>请使用 newest、oldest、deadline 或 changed</translation>
    </message>
    <message>
        <source>write a line as 2026-10-01,holiday,National Day</source>
        <translation>每行写作 2026-10-01,holiday,国庆节</translation>
    </message>
    <message>
        <source>write it as 2026-11-26 or 2026-11-26T17:30</source>
        <translation>请写作 2026-11-26 或 2026-11-26T17:30</translation>
    </message>
    <message>
        <source>write them as 08:00-12:00 14:00-18:00</source>
        <translation>请写作 08:00-12:00 14:00-18:00</translation>
    </message>
    <message>
        <source>{0} case(s) of this category were reported near by: see incident duplicates</source>
        <translation>附近已上报 {0} 件同类案卷：请看 incident duplicates</translation>
    </message>
    <message>
        <source>--explain and --save belong to a join by place</source>
        <translation>--explain 和 --save 只用于按位置连接</translation>
    </message>
    <message>
        <source>--replace-question needs --save</source>
        <translation>--replace-question 需要 --save</translation>
    </message>
    <message>
        <source>At most so many rows</source>
        <translation>最多这么多行</translation>
    </message>
    <message>
        <source>How near, in metres along a straight line, or along the roads</source>
        <translation>多近，单位米，直线距离或沿道路</translation>
    </message>
    <message>
        <source>Layer of roads along which is measured</source>
        <translation>沿其量算的道路图层</translation>
    </message>
    <message>
        <source>NAME is missing</source>
        <translation>缺少 NAME</translation>
    </message>
    <message>
        <source>Name of the question; of origin: of the layer</source>
        <translation>问题的名称；origin 时为图层名</translation>
    </message>
    <message>
        <source>Only keep the question in the city under this name</source>
        <translation>只把问题以此名称保存在城市中</translation>
    </message>
    <message>
        <source>Only tell how it would be answered</source>
        <translation>只说明将如何回答</translation>
    </message>
    <message>
        <source>Only tell how it would be answered, with estimates</source>
        <translation>只说明将如何回答，并给出估计</translation>
    </message>
    <message>
        <source>Questions kept in the city: list, show, save, run, remove; origin of a result layer</source>
        <translation>保存在城市中的问题：列出、显示、保存、执行、删除；结果图层的来历</translation>
    </message>
    <message>
        <source>The question as JSON; - is standard input</source>
        <translation>JSON 形式的问题；- 为标准输入</translation>
    </message>
    <message>
        <source>Value of a parameter; may be given again</source>
        <translation>参数的值；可多次给出</translation>
    </message>
    <message>
        <source>With --save: in place of the one of this name</source>
        <translation>与 --save 合用：替换同名的问题</translation>
    </message>
    <message>
        <source>With save: in place of the one of this name</source>
        <translation>保存时：替换同名的问题</translation>
    </message>
    <message>
        <source>&quot;between&quot; needs two values divided by a comma</source>
        <translation>“介于”需要两个用逗号隔开的值</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not known here</source>
        <translation>此处不认识“{0}”</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; was given, but it has no parameters</source>
        <translation>给出了“{0}”，但它没有参数</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; was given, but its parameters are {1}</source>
        <translation>给出了“{0}”，但它的参数是 {1}</translation>
    </message>
    <message>
        <source>a condition has one of all, any, none, not, field, sql, relation, within, box, shape</source>
        <translation>条件应含 all、any、none、not、field、sql、relation、within、box、shape 之一</translation>
    </message>
    <message>
        <source>a condition on places was taken for one on fields</source>
        <translation>位置条件被当成了字段条件</translation>
    </message>
    <message>
        <source>a kept selection cannot be read</source>
        <translation>保存的选择集无法读取</translation>
    </message>
    <message>
        <source>a list […] is expected</source>
        <translation>此处应为列表 […]</translation>
    </message>
    <message>
        <source>a list […] of texts is expected</source>
        <translation>此处应为文本列表 […]</translation>
    </message>
    <message>
        <source>a name of letters, digits and _ is expected</source>
        <translation>名称应由字母、数字和 _ 组成</translation>
    </message>
    <message>
        <source>a new layer needs a name, and only a new layer has one</source>
        <translation>新图层需要名称，且只有新图层有名称</translation>
    </message>
    <message>
        <source>a number is expected</source>
        <translation>此处应为数字</translation>
    </message>
    <message>
        <source>a number of 0 or more is expected</source>
        <translation>此处应为不小于 0 的数</translation>
    </message>
    <message>
        <source>a number of 1 or more is expected</source>
        <translation>此处应为不小于 1 的数</translation>
    </message>
    <message>
        <source>a question cannot be called &quot;{0}&quot;</source>
        <translation>问题不能叫“{0}”</translation>
    </message>
    <message>
        <source>a selection cannot be called &quot;{0}&quot;</source>
        <translation>选择集不能叫“{0}”</translation>
    </message>
    <message>
        <source>a text is expected</source>
        <translation>此处应为文本</translation>
    </message>
    <message>
        <source>a text, a number, true, false or {&quot;parameter&quot;: NAME} is expected</source>
        <translation>此处应为文本、数字、true、false 或 {&quot;parameter&quot;: NAME}</translation>
    </message>
    <message>
        <source>a whole number is expected</source>
        <translation>此处应为整数</translation>
    </message>
    <message>
        <source>about {0} rows, {1} pairs of boxes, {2}</source>
        <translation>约 {0} 行，{1} 对外框，{2}</translation>
    </message>
    <message>
        <source>about {0} rows, {2}</source>
        <translation>约 {0} 行，{2}</translation>
    </message>
    <message>
        <source>all of these, in this order</source>
        <translation>按此顺序，全部满足</translation>
    </message>
    <message>
        <source>an object {…} is expected</source>
        <translation>此处应为对象 {…}</translation>
    </message>
    <message>
        <source>at {0} of the question</source>
        <translation>在问题的 {0} 处</translation>
    </message>
    <message>
        <source>cannot read --set &quot;{0}&quot;</source>
        <translation>无法识别 --set“{0}”</translation>
    </message>
    <message>
        <source>cannot read ACTION &quot;{0}&quot;</source>
        <translation>无法识别 ACTION“{0}”</translation>
    </message>
    <message>
        <source>choose another name, or replace it (--replace)</source>
        <translation>换一个名称，或替换它（--replace）</translation>
    </message>
    <message>
        <source>compute the shapes of {0}</source>
        <translation>计算 {0} 的图形</translation>
    </message>
    <message>
        <source>conditions are nested too deeply</source>
        <translation>条件嵌套过深</translation>
    </message>
    <message>
        <source>correct it; the user guide describes its form</source>
        <translation>请改正；其写法见用户手册</translation>
    </message>
    <message>
        <source>four numbers [X1, Y1, X2, Y2] are expected</source>
        <translation>此处应为四个数 [X1, Y1, X2, Y2]</translation>
    </message>
    <message>
        <source>give it one (--into)</source>
        <translation>请给出名称（--into）</translation>
    </message>
    <message>
        <source>give it one (--set {0}=VALUE)</source>
        <translation>请给出值（--set {0}=VALUE）</translation>
    </message>
    <message>
        <source>in all about {0} rows in about {1} (estimates from the snapshots)</source>
        <translation>总计约 {0} 行，约需 {1}（按快照估计）</translation>
    </message>
    <message>
        <source>in all about {0} rows in about {1} (estimates from the trees in the city)</source>
        <translation>总计约 {0} 行，约需 {1}（按城市中的空间索引估计）</translation>
    </message>
    <message>
        <source>it has form {0}, this program knows {1}</source>
        <translation>其格式为 {0}，本程序认识到 {1}</translation>
    </message>
    <message>
        <source>it is no JSON: byte {0} is not expected there</source>
        <translation>不是 JSON：第 {0} 字节出乎意料</translation>
    </message>
    <message>
        <source>it was imported or made by hand, or by an older program</source>
        <translation>它是导入的、手工制作的，或由旧版程序生成的</translation>
    </message>
    <message>
        <source>its answer cannot be read</source>
        <translation>其结果无法读取</translation>
    </message>
    <message>
        <source>its features are no lines</source>
        <translation>其要素不是线</translation>
    </message>
    <message>
        <source>its name has 1 to {0} characters in one line</source>
        <translation>名称为一行，1 至 {0} 个字符</translation>
    </message>
    <message>
        <source>keep what meets the box, found by the tree of {0}</source>
        <translation>保留与范围相交者，由 {0} 的空间索引查得</translation>
    </message>
    <message>
        <source>layer &quot;{0}&quot; is no network of roads</source>
        <translation>图层“{0}”不是道路网</translation>
    </message>
    <message>
        <source>list, show, save, run, remove or origin</source>
        <translation>list、show、save、run、remove 或 origin</translation>
    </message>
    <message>
        <source>look at the fields</source>
        <translation>查看字段</translation>
    </message>
    <message>
        <source>make a tree over {0}, find the zone of each of {1}, share out what lies in several</source>
        <translation>为 {0} 建树，查找 {1} 中每个要素所在的区域，跨区者按份分摊</translation>
    </message>
    <message>
        <source>name a layer of lines (--network)</source>
        <translation>请指定线图层（--network）</translation>
    </message>
    <message>
        <source>no question is known for layer &quot;{0}&quot;</source>
        <translation>图层“{0}”没有记录问题</translation>
    </message>
    <message>
        <source>no spatial index is used: every pair of rows is compared, which may take long</source>
        <translation>未使用空间索引：将逐对比较所有行，可能很慢</translation>
    </message>
    <message>
        <source>none of these; what met one is not asked again</source>
        <translation>全不满足；已满足其一者不再判断</translation>
    </message>
    <message>
        <source>of these, keep the rows where {0}</source>
        <translation>其中保留满足 {0} 的行</translation>
    </message>
    <message>
        <source>of these, keep what meets the box</source>
        <translation>其中保留与范围相交者</translation>
    </message>
    <message>
        <source>one of these; what met one is not asked again</source>
        <translation>满足其一；已满足者不再判断</translation>
    </message>
    <message>
        <source>read layer {0} where {1}</source>
        <translation>读取图层 {0}，条件 {1}</translation>
    </message>
    <message>
        <source>read layer {0}</source>
        <translation>读取图层 {0}</translation>
    </message>
    <message>
        <source>reading the question &quot;{0}&quot;</source>
        <translation>读取问题“{0}”</translation>
    </message>
    <message>
        <source>removed {0}</source>
        <translation>已删除 {0}</translation>
    </message>
    <message>
        <source>run needs NAME or --file, one of the two</source>
        <translation>run 需要 NAME 或 --file 之一</translation>
    </message>
    <message>
        <source>save needs --file</source>
        <translation>save 需要 --file</translation>
    </message>
    <message>
        <source>saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>take the first {0}</source>
        <translation>取前 {0} 个</translation>
    </message>
    <message>
        <source>test the place with the shape that was given</source>
        <translation>用给定图形判断位置</translation>
    </message>
    <message>
        <source>the city keeps none</source>
        <translation>城市中没有保存</translation>
    </message>
    <message>
        <source>the city keeps {0}</source>
        <translation>城市中保存有 {0}</translation>
    </message>
    <message>
        <source>the condition is not complete</source>
        <translation>条件不完整</translation>
    </message>
    <message>
        <source>the key &quot;{0}&quot; is missing</source>
        <translation>缺少键“{0}”</translation>
    </message>
    <message>
        <source>the key &quot;{0}&quot; stands twice in one object</source>
        <translation>键“{0}”在一个对象中出现两次</translation>
    </message>
    <message>
        <source>the new layer has no name</source>
        <translation>新图层没有名称</translation>
    </message>
    <message>
        <source>the number is too large</source>
        <translation>数字过大</translation>
    </message>
    <message>
        <source>the origin of layer &quot;{0}&quot; cannot be read</source>
        <translation>图层“{0}”的来历无法读取</translation>
    </message>
    <message>
        <source>the parameter &quot;{0}&quot; has no value</source>
        <translation>参数“{0}”没有值</translation>
    </message>
    <message>
        <source>the parameter &quot;{0}&quot; is a distance and must be a number</source>
        <translation>参数“{0}”是距离，必须是数字</translation>
    </message>
    <message>
        <source>the question &quot;{0}&quot; cannot be read</source>
        <translation>问题“{0}”无法读取</translation>
    </message>
    <message>
        <source>the question cannot be asked</source>
        <translation>无法提出该问题</translation>
    </message>
    <message>
        <source>the question cannot be read</source>
        <translation>无法读取该问题</translation>
    </message>
    <message>
        <source>the question cannot be saved as &quot;{0}&quot;</source>
        <translation>问题不能保存为“{0}”</translation>
    </message>
    <message>
        <source>there are two parameters named &quot;{0}&quot;</source>
        <translation>有两个参数名为“{0}”</translation>
    </message>
    <message>
        <source>there is no parameter named &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的参数</translation>
    </message>
    <message>
        <source>there is no question named &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的问题</translation>
    </message>
    <message>
        <source>there is no selection named &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的选择集</translation>
    </message>
    <message>
        <source>true or false is expected</source>
        <translation>此处应为 true 或 false</translation>
    </message>
    <message>
        <source>two values are expected</source>
        <translation>此处应为两个值</translation>
    </message>
    <message>
        <source>what the city keeps about it is no note of ours</source>
        <translation>城市中保存的内容不是本程序的记录</translation>
    </message>
    <message>
        <source>what the city keeps under this name is no question</source>
        <translation>城市中此名称下的内容不是问题</translation>
    </message>
    <message>
        <source>write PARAMETER=VALUE</source>
        <translation>写作 PARAMETER=VALUE</translation>
    </message>
    <message>
        <source>write list, show, save, run, remove or origin</source>
        <translation>写 list、show、save、run、remove 或 origin</translation>
    </message>
    <message>
        <source>write the new layer {0} and its tree</source>
        <translation>写入新图层 {0} 及其空间索引</translation>
    </message>
    <message>
        <source>{0} cells of {1} m in {2}, {3} features</source>
        <translation>{2} 中有 {0} 个边长 {1} 米的格网，{3} 个要素</translation>
    </message>
    <message>
        <source>{0} hot and {1} cold of {2} zones in {3}</source>
        <translation>{3} 的 {2} 个区域中热点 {0} 个、冷点 {1} 个</translation>
    </message>
    <message>
        <source>{0} rows in {1}</source>
        <translation>{1} 中有 {0} 行</translation>
    </message>
    <message>
        <source>{0} within and {1} beyond in {2}</source>
        <translation>{2}：范围内 {0} 个，范围外 {1} 个</translation>
    </message>
    <message>
        <source>{0} within and {1} beyond in {2}; no road leads to {4} of them</source>
        <translation>{2}：范围内 {0} 个，范围外 {1} 个，其中 {4} 个无道路可达</translation>
    </message>
    <message>
        <source>{0} within and {1} beyond in {2}; {3} % of the area lies beyond</source>
        <translation>{2}：范围内 {0} 个，范围外 {1} 个；面积的 {3} % 在范围外</translation>
    </message>
    <message>
        <source>{0} zones in {1}, {2} features counted</source>
        <translation>{1} 中有 {0} 个区域，计入 {2} 个要素</translation>
    </message>
    <message>
        <source>{0}: make a tree over {1}, ask it for each of {2}</source>
        <translation>{0}：为 {1} 建树，对 {2} 逐个查询</translation>
    </message>
    <message>
        <source>{0}: make a tree over {1}, cut each of {2} with what it finds</source>
        <translation>{0}：为 {1} 建树，用查到者切割 {2} 的每个要素</translation>
    </message>
    <message>
        <source>invalid features, which took part in {0} in their repaired form: {1}</source>
        <translation>{1} 个要素无效，修复后参与 {0}</translation>
    </message>
    <message>
        <source>features that could not be computed and are left out of {0}: {1}</source>
        <translation>{1} 个要素无法计算，未计入 {0}</translation>
    </message>
    <message>
        <source>features with a broken geometry, which took no part in {0}: {1}</source>
        <translation>{1} 个要素几何损坏，未参与 {0}</translation>
    </message>
    <message>
        <source>features without geometry, which took no part in {0}: {1}</source>
        <translation>{1} 个要素没有几何，未参与 {0}</translation>
    </message>
    <message>
        <source>pairs of features that could not be decided and count as no in {0}: {1}</source>
        <translation>{1} 对要素无法判定，在 {0} 中按否计</translation>
    </message>
    <message>
        <source>{1}, {0}: for each feature that is left, look in the tree of {1}; read only what it finds</source>
        <translation>{1}（{0}）：对每个剩余要素查 {1} 的空间索引，只读取查到者</translation>
    </message>
    <message>
        <source>{1}, {0}: for each of {1}, look in the tree of {2}; read only what it finds</source>
        <translation>{1}（{0}）：对 {1} 的每个要素查 {2} 的空间索引，只读取查到者</translation>
    </message>
    <message>
        <source>{1}, {0}: read {1}, make a tree over the side whose shapes are dearer, ask it for each of the other</source>
        <translation>{1}（{0}）：读取 {1}，为图形较复杂的一方建树，对另一方逐个查询</translation>
    </message>
    <message>
        <source>--calculate is written FIELD=EXPRESSION</source>
        <translation>--calculate 写作 字段=表达式</translation>
    </message>
    <message>
        <source>--dry-run goes with --retype, --drop and --rule</source>
        <translation>--dry-run 只与 --retype、--drop、--rule 连用</translation>
    </message>
    <message>
        <source>--paste changes the features with this key (fid or a field)</source>
        <translation>--paste 修改键值相同的要素（fid 或某个字段）</translation>
    </message>
    <message>
        <source>--paste leaves faulty rows out instead of taking none</source>
        <translation>--paste 跳过有错的行，而不是一行也不收</translation>
    </message>
    <message>
        <source>--paste takes no id: --key tells which features change</source>
        <translation>--paste 不带编号：由 --key 指明修改哪些要素</translation>
    </message>
    <message>
        <source>--rename is written OLD=NEW</source>
        <translation>--rename 写作 旧名=新名</translation>
    </message>
    <message>
        <source>--replace needs --find</source>
        <translation>--replace 需要 --find</translation>
    </message>
    <message>
        <source>--replace only where it is the whole value</source>
        <translation>--replace 仅当整个值相同时替换</translation>
    </message>
    <message>
        <source>--replace takes a condition, no ids</source>
        <translation>--replace 用条件选择，不带编号</translation>
    </message>
    <message>
        <source>--replace tells capital from small letters</source>
        <translation>--replace 区分大小写</translation>
    </message>
    <message>
        <source>--values or --values-of, not both</source>
        <translation>--values 与 --values-of 只能用一个</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>增加一列</translation>
    </message>
    <message>
        <source>Add a part</source>
        <translation>增加一个部分</translation>
    </message>
    <message>
        <source>Add, change, reshape or delete features, one or many (undoable)</source>
        <translation>增加、修改、改形或删除要素，一个或多个（可撤销）</translation>
    </message>
    <message>
        <source>Coordinate system of what is typed (default: the layer&apos;s)</source>
        <translation>所键入坐标的坐标系（默认：图层的坐标系）</translation>
    </message>
    <message>
        <source>Cut a hole</source>
        <translation>挖一个洞</translation>
    </message>
    <message>
        <source>Delete the features</source>
        <translation>删除这些要素</translation>
    </message>
    <message>
        <source>Delete vertex N</source>
        <translation>删除第 N 个顶点</translation>
    </message>
    <message>
        <source>Do it although values get lost or say less</source>
        <translation>即使有值丢失或变粗略也执行</translation>
    </message>
    <message>
        <source>Drop a column</source>
        <translation>删除一列</translation>
    </message>
    <message>
        <source>Fill a field by an SQL expression, with --dry-run a preview</source>
        <translation>用 SQL 表达式计算字段，加 --dry-run 只预览</translation>
    </message>
    <message>
        <source>Fill hole N, counted from 1</source>
        <translation>填上第 N 个洞（从 1 数起）</translation>
    </message>
    <message>
        <source>Find and replace in this text field</source>
        <translation>在此文本字段中查找替换</translation>
    </message>
    <message>
        <source>Give a column another type</source>
        <translation>改变一列的类型</translation>
    </message>
    <message>
        <source>How many rows a preview lists (20)</source>
        <translation>预览列出多少行（20）</translation>
    </message>
    <message>
        <source>Insert a vertex before vertex N, counted from 0</source>
        <translation>在第 N 个顶点前插入顶点（从 0 数起）</translation>
    </message>
    <message>
        <source>Make larger or smaller, in both directions alike or each</source>
        <translation>放大或缩小，两个方向相同或分别给出</translation>
    </message>
    <message>
        <source>Move by so much</source>
        <translation>移动这么多</translation>
    </message>
    <message>
        <source>Move vertex N</source>
        <translation>移动第 N 个顶点</translation>
    </message>
    <message>
        <source>Only count the losses</source>
        <translation>只统计损失</translation>
    </message>
    <message>
        <source>Order of typed places: east or north first</source>
        <translation>键入坐标的次序：先东或先北</translation>
    </message>
    <message>
        <source>Remove part N, counted from 0</source>
        <translation>删除第 N 个部分（从 0 数起）</translation>
    </message>
    <message>
        <source>Rename a column; rules, styles and filters follow</source>
        <translation>重命名一列；规则、样式和过滤条件随之改变</translation>
    </message>
    <message>
        <source>Set the rule of a column, from the options below; none: no rule</source>
        <translation>按下列选项设定一列的规则；都不给则取消规则</translation>
    </message>
    <message>
        <source>Take rows of a spreadsheet (CSV or tabs, with heading) from standard input</source>
        <translation>从标准输入读取表格行（CSV 或制表符分隔，带表头）</translation>
    </message>
    <message>
        <source>The columns of a layer: list, add, rename, change type, drop, rules of their values (undoable)</source>
        <translation>图层的列：列出、增加、重命名、改类型、删除、取值规则（可撤销）</translation>
    </message>
    <message>
        <source>The features that meet this condition</source>
        <translation>满足此条件的要素</translation>
    </message>
    <message>
        <source>The features&apos; ids; not with --add</source>
        <translation>要素的编号；不与 --add 连用</translation>
    </message>
    <message>
        <source>The rule: it must not be empty</source>
        <translation>规则：不得为空</translation>
    </message>
    <message>
        <source>The rule: one of the codes of this system, such as GB/T 21010-2017</source>
        <translation>规则：取此代码体系中的代码，如 GB/T 21010-2017</translation>
    </message>
    <message>
        <source>The rule: one of these codes, with names where given</source>
        <translation>规则：取这些代码之一，可附名称</translation>
    </message>
    <message>
        <source>The rule: the greatest number or date</source>
        <translation>规则：最大的数或日期</translation>
    </message>
    <message>
        <source>The rule: the least number or date</source>
        <translation>规则：最小的数或日期</translation>
    </message>
    <message>
        <source>Turn clockwise</source>
        <translation>顺时针旋转</translation>
    </message>
    <message>
        <source>WKT, a GeoJSON geometry, or places such as &quot;0,0 25&lt;90 10&lt;r&quot;</source>
        <translation>WKT、GeoJSON 几何，或坐标串如 &quot;0,0 25&lt;90 10&lt;r&quot;</translation>
    </message>
    <message>
        <source>What --add fills the column with</source>
        <translation>--add 用什么填充该列</translation>
    </message>
    <message>
        <source>What --replace looks for</source>
        <translation>--replace 查找的内容</translation>
    </message>
    <message>
        <source>What --replace puts there</source>
        <translation>--replace 替换成的内容</translation>
    </message>
    <message>
        <source>Where to turn and scale (default: the middle of the features&apos; box)</source>
        <translation>旋转和缩放的中心（默认：要素外框的中点）</translation>
    </message>
    <message>
        <source>Whether a reshaped feature may become invalid (refuse)</source>
        <translation>改形后的要素是否可以无效（refuse）</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; holds shapes of any kind: places alone do not say which</source>
        <translation>“{0}”可存任何几何：只有坐标不知是哪一种</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no number</source>
        <translation>“{0}”不是数</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no type of a geometry</source>
        <translation>“{0}”不是几何类型</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no value of {1}, which is of type {2}</source>
        <translation>“{0}”不是 {1} 的值，该列类型为 {2}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is none of its codes</source>
        <translation>“{0}”不是它的代码</translation>
    </message>
    <message>
        <source>a code is empty</source>
        <translation>有一个代码为空</translation>
    </message>
    <message>
        <source>a collection of different shapes cannot be edited by hand</source>
        <translation>不同几何的集合不能手工编辑</translation>
    </message>
    <message>
        <source>a column and its type are written NAME:TYPE</source>
        <translation>列及其类型写作 名称:类型</translation>
    </message>
    <message>
        <source>a column cannot be named &quot;{0}&quot;</source>
        <translation>列不能命名为“{0}”</translation>
    </message>
    <message>
        <source>a hole needs three vertices</source>
        <translation>洞至少要三个顶点</translation>
    </message>
    <message>
        <source>a line is a list of places</source>
        <translation>线应为一列坐标</translation>
    </message>
    <message>
        <source>a line needs two vertices; delete the feature or the part</source>
        <translation>线至少要两个顶点；请删除要素或该部分</translation>
    </message>
    <message>
        <source>a part is a list</source>
        <translation>部分应为一个列表</translation>
    </message>
    <message>
        <source>a part of {0} is no {1}</source>
        <translation>{0} 的部分不能是 {1}</translation>
    </message>
    <message>
        <source>a place has two numbers, east first</source>
        <translation>坐标有两个数，东坐标在前</translation>
    </message>
    <message>
        <source>a point has one place; add a part instead</source>
        <translation>点只有一个位置；请改为增加部分</translation>
    </message>
    <message>
        <source>a point has one vertex only; delete the feature or the part</source>
        <translation>点只有一个顶点；请删除要素或该部分</translation>
    </message>
    <message>
        <source>a ring needs three vertices; delete the hole, the part or the feature</source>
        <translation>环至少要三个顶点；请删除洞、部分或要素</translation>
    </message>
    <message>
        <source>a scale is not 0</source>
        <translation>缩放比例不能为 0</translation>
    </message>
    <message>
        <source>a shape of &quot;{0}&quot; needs {1}</source>
        <translation>“{0}”的几何需要 {1} 个</translation>
    </message>
    <message>
        <source>a vertex and its place are written PART:RING:N=X,Y</source>
        <translation>顶点及其位置写作 部分:环:序号=X,Y</translation>
    </message>
    <message>
        <source>add a feature</source>
        <translation>增加要素</translation>
    </message>
    <message>
        <source>add a part</source>
        <translation>增加部分</translation>
    </message>
    <message>
        <source>add the column, or name another key</source>
        <translation>请加上该列，或指定另一个键</translation>
    </message>
    <message>
        <source>agree to it (--accept-losses)</source>
        <translation>请确认接受损失（--accept-losses）</translation>
    </message>
    <message>
        <source>bind the role to another column first</source>
        <translation>请先把该角色改为绑定另一列</translation>
    </message>
    <message>
        <source>bytes cannot become other values</source>
        <translation>二进制数据不能变成其他类型的值</translation>
    </message>
    <message>
        <source>calculate a column</source>
        <translation>计算列</translation>
    </message>
    <message>
        <source>cannot read the place &quot;{0}&quot;</source>
        <translation>读不懂位置“{0}”</translation>
    </message>
    <message>
        <source>change the expression</source>
        <translation>请修改表达式</translation>
    </message>
    <message>
        <source>change type of column</source>
        <translation>改变列的类型</translation>
    </message>
    <message>
        <source>copy the heading, too</source>
        <translation>请连表头一起复制</translation>
    </message>
    <message>
        <source>correct them, or leave the faulty ones out (--skip-faulty)</source>
        <translation>请改正这些行，或跳过有错的行（--skip-faulty）</translation>
    </message>
    <message>
        <source>cut a hole</source>
        <translation>挖洞</translation>
    </message>
    <message>
        <source>draw it so that its border does not cross itself</source>
        <translation>请使边界不与自身相交</translation>
    </message>
    <message>
        <source>drop column</source>
        <translation>删除列</translation>
    </message>
    <message>
        <source>edit a form</source>
        <translation>填写表单</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>feature {0} of &quot;{1}&quot; was not changed</source>
        <translation>“{1}”的要素 {0} 未修改</translation>
    </message>
    <message>
        <source>give WKT or GeoJSON</source>
        <translation>请给出 WKT 或 GeoJSON</translation>
    </message>
    <message>
        <source>give integer, real, text, date, datetime or boolean</source>
        <translation>请给出 integer、real、text、date、datetime 或 boolean</translation>
    </message>
    <message>
        <source>give it a value</source>
        <translation>请填写一个值</translation>
    </message>
    <message>
        <source>give one of {0}</source>
        <translation>请取 {0} 之一</translation>
    </message>
    <message>
        <source>it is no object with a type</source>
        <translation>它不是带 type 的对象</translation>
    </message>
    <message>
        <source>it is the only part; delete the feature instead</source>
        <translation>它是唯一的部分；请改为删除要素</translation>
    </message>
    <message>
        <source>it must not be empty</source>
        <translation>不得为空</translation>
    </message>
    <message>
        <source>it needs two numbers with a comma between them</source>
        <translation>需要两个数，中间用逗号隔开</translation>
    </message>
    <message>
        <source>its least value is above its greatest</source>
        <translation>最小值大于最大值</translation>
    </message>
    <message>
        <source>its {0} are missing</source>
        <translation>缺少 {0}</translation>
    </message>
    <message>
        <source>look at it as it is now, and change it again</source>
        <translation>请看看现在的样子，再改一次</translation>
    </message>
    <message>
        <source>minutes and seconds are below 60</source>
        <translation>分和秒都小于 60</translation>
    </message>
    <message>
        <source>move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>one kind of change at a time</source>
        <translation>一次只能做一种修改</translation>
    </message>
    <message>
        <source>only areas have holes</source>
        <translation>只有面才有洞</translation>
    </message>
    <message>
        <source>only numbers and dates have a range</source>
        <translation>只有数和日期才有范围</translation>
    </message>
    <message>
        <source>part {0} has no ring {1}; ring 0 is the outer one</source>
        <translation>部分 {0} 没有环 {1}；环 0 是外环</translation>
    </message>
    <message>
        <source>parts, rings and vertices are numbers from 0 on</source>
        <translation>部分、环和顶点都从 0 开始编号</translation>
    </message>
    <message>
        <source>paste rows</source>
        <translation>粘贴行</translation>
    </message>
    <message>
        <source>rename column</source>
        <translation>重命名列</translation>
    </message>
    <message>
        <source>reshape</source>
        <translation>改形</translation>
    </message>
    <message>
        <source>ring 0 is the outer one; holes count from 1</source>
        <translation>环 0 是外环；洞从 1 数起</translation>
    </message>
    <message>
        <source>rotate</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>rule of a field</source>
        <translation>字段规则</translation>
    </message>
    <message>
        <source>somebody else changed it meanwhile</source>
        <translation>其间有别人改动了它</translation>
    </message>
    <message>
        <source>the bearing has something behind it</source>
        <translation>方位角后面有多余内容</translation>
    </message>
    <message>
        <source>the code &quot;{0}&quot; stands twice</source>
        <translation>代码“{0}”出现了两次</translation>
    </message>
    <message>
        <source>the column &quot;{0}&quot; of &quot;{1}&quot; was not dropped</source>
        <translation>“{1}”的列“{0}”未删除</translation>
    </message>
    <message>
        <source>the columns of &quot;{0}&quot; cannot be changed</source>
        <translation>“{0}”的列不能修改</translation>
    </message>
    <message>
        <source>the edge before it has no length</source>
        <translation>前一条边长度为零</translation>
    </message>
    <message>
        <source>the expression gives bytes, not a value</source>
        <translation>表达式得到的是二进制数据，不是值</translation>
    </message>
    <message>
        <source>the feature has none</source>
        <translation>该要素没有几何</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; cannot have this rule</source>
        <translation>字段“{0}”不能有这样的规则</translation>
    </message>
    <message>
        <source>the first row names no column of &quot;{0}&quot;</source>
        <translation>第一行没有“{0}”的任何列名</translation>
    </message>
    <message>
        <source>the geometry cannot be brought into the layer&apos;s coordinate system</source>
        <translation>几何不能换算到图层的坐标系</translation>
    </message>
    <message>
        <source>the hole lies outside of the shape</source>
        <translation>洞在图形之外</translation>
    </message>
    <message>
        <source>the key &quot;{0}&quot; belongs to several features</source>
        <translation>键“{0}”属于多个要素</translation>
    </message>
    <message>
        <source>the key &quot;{0}&quot; is no column of the text</source>
        <translation>键“{0}”不是文本中的列</translation>
    </message>
    <message>
        <source>the key &quot;{0}&quot; stands in the rows twice</source>
        <translation>键“{0}”在各行中出现了两次</translation>
    </message>
    <message>
        <source>the layer &quot;{0}&quot; has no geometry</source>
        <translation>图层“{0}”没有几何</translation>
    </message>
    <message>
        <source>the layer&apos;s role {0} needs it</source>
        <translation>图层的角色 {0} 需要它</translation>
    </message>
    <message>
        <source>the part is empty</source>
        <translation>该部分为空</translation>
    </message>
    <message>
        <source>the rows cannot be pasted</source>
        <translation>这些行不能粘贴</translation>
    </message>
    <message>
        <source>the shape cannot be changed so</source>
        <translation>图形不能这样修改</translation>
    </message>
    <message>
        <source>the shape is not valid</source>
        <translation>图形无效</translation>
    </message>
    <message>
        <source>the shape of feature {0} in &quot;{1}&quot; was not changed</source>
        <translation>“{1}”中要素 {0} 的图形未修改</translation>
    </message>
    <message>
        <source>the shape would not be valid</source>
        <translation>图形将变为无效</translation>
    </message>
    <message>
        <source>the shipped ones are named in the tables of land use and case categories</source>
        <translation>自带的代码体系见土地利用和案件类别表</translation>
    </message>
    <message>
        <source>the text is no JSON</source>
        <translation>文本不是 JSON</translation>
    </message>
    <message>
        <source>the type of the column &quot;{0}&quot; of &quot;{1}&quot; was not changed</source>
        <translation>“{1}”的列“{0}”的类型未改变</translation>
    </message>
    <message>
        <source>the values cannot be converted</source>
        <translation>这些值不能转换</translation>
    </message>
    <message>
        <source>there is no code system &quot;{0}&quot;</source>
        <translation>没有代码体系“{0}”</translation>
    </message>
    <message>
        <source>there is no edge before it to turn from</source>
        <translation>前面没有可供转折的边</translation>
    </message>
    <message>
        <source>there is no part {0}; it has {1}, counted from 0</source>
        <translation>没有部分 {0}；共有 {1} 个，从 0 数起</translation>
    </message>
    <message>
        <source>there is no place before it to start from</source>
        <translation>前面没有可作起点的位置</translation>
    </message>
    <message>
        <source>there is no row below the heading</source>
        <translation>表头下面没有行</translation>
    </message>
    <message>
        <source>there is no vertex {0}; the ring has {1}, counted from 0</source>
        <translation>没有顶点 {0}；该环有 {1} 个，从 0 数起</translation>
    </message>
    <message>
        <source>these are too few places</source>
        <translation>坐标太少</translation>
    </message>
    <message>
        <source>this is not a GeoJSON geometry</source>
        <translation>这不是 GeoJSON 几何</translation>
    </message>
    <message>
        <source>write X,Y or @DX,DY or LENGTH&lt;BEARING or LENGTH&lt;R</source>
        <translation>请写作 X,Y 或 @DX,DY 或 边长&lt;方位角 或 边长&lt;R</translation>
    </message>
    <message>
        <source>write it as PART:RING:N</source>
        <translation>请写作 部分:环:序号</translation>
    </message>
    <message>
        <source>x and y are no two numbers</source>
        <translation>x 和 y 不是两个数</translation>
    </message>
    <message>
        <source>{0} at {1}, {2}</source>
        <translation>{0}，位于 {1}, {2}</translation>
    </message>
    <message>
        <source>{0} features changed</source>
        <translation>已修改 {0} 个要素</translation>
    </message>
    <message>
        <source>{0} features would change</source>
        <translation>将修改 {0} 个要素</translation>
    </message>
    <message>
        <source>{0} is above {1}</source>
        <translation>{0} 大于 {1}</translation>
    </message>
    <message>
        <source>{0} is below {1}</source>
        <translation>{0} 小于 {1}</translation>
    </message>
    <message>
        <source>{0} of {1} rows cannot be pasted, row {2} first</source>
        <translation>{1} 行中有 {0} 行不能粘贴，首先是第 {2} 行</translation>
    </message>
    <message>
        <source>{0} rows break the rule now</source>
        <translation>现有 {0} 行不符合规则</translation>
    </message>
    <message>
        <source>{0} rows: {1} added, {2} changed, {3} unchanged, {4} faulty</source>
        <translation>{0} 行：增加 {1}，修改 {2}，未变 {3}，有错 {4}</translation>
    </message>
    <message>
        <source>{0} values would be lost and {1} would say less</source>
        <translation>将丢失 {0} 个值，{1} 个值变粗略</translation>
    </message>
    <message>
        <source>{0} values would go</source>
        <translation>将失去 {0} 个值</translation>
    </message>
    <message>
        <source>{0} values, {1} lost, {2} say less</source>
        <translation>{0} 个值，丢失 {1} 个，变粗略 {2} 个</translation>
    </message>
    <message>
        <source>{0} vertices lie outside of where it can be used</source>
        <translation>{0} 个顶点在其适用范围之外</translation>
    </message>
    <message>
        <source>Only cases of this district, subdistrict or community (its code)</source>
        <translation>仅统计该区县、街道或社区（编码）的案卷</translation>
    </message>
    <message>
        <source>Only of {0}</source>
        <translation>仅限{0}</translation>
    </message>
    <message>
        <source>no district, subdistrict or community has this code</source>
        <translation>没有区县、街道或社区使用该编码</translation>
    </message>
    <message>
        <source>there are no figures of &quot;{0}&quot;</source>
        <translation>没有“{0}”的指标</translation>
    </message>
    <message>
        <source>Other feature letters: the parcel gets the next number under them</source>
        <translation>更改特征码：宗地取新特征码下的下一个顺序号</translation>
    </message>
    <message>
        <source>The two letters, as GB</source>
        <translation>两位特征码，如 GB</translation>
    </message>
    <message>
        <source>the code has these letters already</source>
        <translation>代码已是这两位特征码</translation>
    </message>
    <message>
        <source>the parcels have no field for codes</source>
        <translation>宗地图层没有代码字段</translation>
    </message>
    <message>
        <source>How much a measured area may differ from the registered one, per cent</source>
        <translation>实测面积与登记面积的容许差，百分比</translation>
    </message>
    <message>
        <source>it is a number from 0 to 100, per cent of the registered area</source>
        <translation>应为 0 到 100 的数，占登记面积的百分比</translation>
    </message>
    <message>
        <source>the tolerance of areas is not changed</source>
        <translation>面积容许误差未改变</translation>
    </message>
    <message>
        <source>A box, parts of width and height (0 to 1); none: nothing is black</source>
        <translation>一个方框，以宽高的比例表示（0 到 1）；不给则什么都不涂黑</translation>
    </message>
    <message>
        <source>Add a row, or change the one with the same key</source>
        <translation>增加一行，或修改同一主键的行</translation>
    </message>
    <message>
        <source>All that was done from then on (default: since the last package)</source>
        <translation>从该时间起的全部工作（默认：自上一个日包起）</translation>
    </message>
    <message>
        <source>Also who is responsible for this category</source>
        <translation>同时给出该类别的责任单位</translation>
    </message>
    <message>
        <source>COLUMN=VALUE; may be given several times</source>
        <translation>列=值；可多次给出</translation>
    </message>
    <message>
        <source>Check divisions, unit grids and duty grids: overlaps, gaps, nesting, codes, sizes</source>
        <translation>检查区划、单元网格和责任网格：重叠、缝隙、嵌套、代码、面积</translation>
    </message>
    <message>
        <source>Code tables of the city: categories, time limits, responsible units, divisions</source>
        <translation>城市的代码表：类别、时限、责任单位、区划</translation>
    </message>
    <message>
        <source>Codes of new cases: current (five digits) or legacy (four digits)</source>
        <translation>新案卷所用代码：current（五位）或 legacy（四位）</translation>
    </message>
    <message>
        <source>Day packages: what two desks did to the cases of one city, out and back</source>
        <translation>日包：两个席位对同一城市案卷所做的工作，送出与带回</translation>
    </message>
    <message>
        <source>Give no identifiers to those without</source>
        <translation>不为没有标识码的部件赋码</translation>
    </message>
    <message>
        <source>Largest usual area of a unit grid, m²</source>
        <translation>单元网格通常的最大面积，平方米</translation>
    </message>
    <message>
        <source>Layer of components (default: that of the role, else components)</source>
        <translation>部件图层（默认：承担该角色的图层，否则为 components）</translation>
    </message>
    <message>
        <source>Name of the other desk</source>
        <translation>对方席位名称</translation>
    </message>
    <message>
        <source>Name of the photo</source>
        <translation>照片名称</translation>
    </message>
    <message>
        <source>Name of the table</source>
        <translation>表名</translation>
    </message>
    <message>
        <source>Only rows that hold this text</source>
        <translation>仅含此文字的行</translation>
    </message>
    <message>
        <source>Only rows that the city added or changed</source>
        <translation>仅城市增加或修改的行</translation>
    </message>
    <message>
        <source>Only this sheet of a spreadsheet (default: all)</source>
        <translation>仅电子表格的这一工作表（默认：全部）</translation>
    </message>
    <message>
        <source>Package to read</source>
        <translation>要读取的日包</translation>
    </message>
    <message>
        <source>Package to write (.zip)</source>
        <translation>要写出的日包（.zip）</translation>
    </message>
    <message>
        <source>Rows of a table</source>
        <translation>表中的行</translation>
    </message>
    <message>
        <source>Smallest usual area of a unit grid, m²</source>
        <translation>单元网格通常的最小面积，平方米</translation>
    </message>
    <message>
        <source>Spreadsheet or CSV</source>
        <translation>电子表格或 CSV</translation>
    </message>
    <message>
        <source>Take a package of the other desk over</source>
        <translation>接收对方席位的日包</translation>
    </message>
    <message>
        <source>Take a row of the city away; a shipped one that it replaced comes back</source>
        <translation>删去城市的一行；被它替换的自带行随之恢复</translation>
    </message>
    <message>
        <source>Take in a table, or a sheet with 小类代码, 立案条件, 处置时限 …</source>
        <translation>导入一张代码表，或含小类代码、立案条件、处置时限等列的表单</translation>
    </message>
    <message>
        <source>Take managed components in from a spreadsheet or CSV (GB/T 47678.5 attributes)</source>
        <translation>从电子表格或 CSV 导入管理部件（GB/T 47678.5 属性）</translation>
    </message>
    <message>
        <source>The codes under which new cases are filed</source>
        <translation>新案卷所用的代码</translation>
    </message>
    <message>
        <source>The table that its columns belong to (default: found from them)</source>
        <translation>各列所属的表（默认：由列名判断）</translation>
    </message>
    <message>
        <source>The tables, and how many rows are the city&apos;s</source>
        <translation>各表及其中城市自有的行数</translation>
    </message>
    <message>
        <source>UUID.FIELD=mine or =theirs; may be given several times</source>
        <translation>UUID.字段=mine 或 =theirs；可多次给出</translation>
    </message>
    <message>
        <source>What lies at a place, and beyond borders that are near</source>
        <translation>某处有什么，以及邻近边界另一侧是什么</translation>
    </message>
    <message>
        <source>What of a photo is black when it leaves: faces, plates</source>
        <translation>照片对外提供时涂黑之处：人脸、车牌</translation>
    </message>
    <message>
        <source>With the photos, without what the camera noted</source>
        <translation>附带照片，去除相机记录的信息</translation>
    </message>
    <message>
        <source>Write a table as CSV; import takes it back</source>
        <translation>将表写成 CSV；import 可读回</translation>
    </message>
    <message>
        <source>Write what was done to cases since the last package</source>
        <translation>写出自上一个日包以来对案卷所做的工作</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no class of areas: A, B or C</source>
        <translation>“{0}”不是区域类别：应为 A、B 或 C</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no code of a category: four or five digits</source>
        <translation>“{0}”不是类别代码：应为四位或五位数字</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no code of a division</source>
        <translation>“{0}”不是区划代码</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no code of this table: it has {1} digits</source>
        <translation>“{0}”不是本表的代码：应为 {1} 位数字</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no code that {1} can be mapped to: it has five digits</source>
        <translation>“{0}”不能作为 {1} 的对应代码：应为五位数字</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no day</source>
        <translation>“{0}”不是日期</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no day: write it as 2026-07-01</source>
        <translation>“{0}”不是日期：请写成 2026-07-01</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no rule: owner_first or territory_first</source>
        <translation>“{0}”不是权责规则：应为 owner_first 或 territory_first</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no state of a component</source>
        <translation>“{0}”不是部件状态</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no table of codes</source>
        <translation>“{0}”不是代码表</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no time limit of the category {1}</source>
        <translation>“{0}”不是类别 {1} 的时限</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no time limit: write a number above 0</source>
        <translation>“{0}”不是时限：请写大于 0 的数</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no unit of time: urgent_hour, work_hour, work_day or natural_day</source>
        <translation>“{0}”不是时限单位：应为 urgent_hour、work_hour、work_day 或 natural_day</translation>
    </message>
    <message>
        <source>a gap of {0} m² between areas</source>
        <translation>区域之间有 {0} 平方米的缝隙</translation>
    </message>
    <message>
        <source>a newer CityDesk wrote it</source>
        <translation>它由更新版本的 CityDesk 写成</translation>
    </message>
    <message>
        <source>a value in it cannot be read</source>
        <translation>其中有一个值无法读取</translation>
    </message>
    <message>
        <source>a vertex on the border is missing in the neighbour</source>
        <translation>边界上的节点在相邻区域中缺失</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>another program has changed it</source>
        <translation>它被别的程序改动过</translation>
    </message>
    <message>
        <source>ask the other desk to write it again</source>
        <translation>请对方席位重新写出</translation>
    </message>
    <message>
        <source>ask where it is from</source>
        <translation>请核实其来源</translation>
    </message>
    <message>
        <source>both desks had given the number {0}: the case is {1} now</source>
        <translation>两个席位都给出了编号 {0}：该案卷现为 {1}</translation>
    </message>
    <message>
        <source>both desks work on copies of one city: give the other one a copy (Save a copy, backup)</source>
        <translation>两个席位应在同一城市的副本上工作：请给对方一份副本（另存副本、backup）</translation>
    </message>
    <message>
        <source>cannot hand out the photo</source>
        <translation>无法对外提供照片</translation>
    </message>
    <message>
        <source>cannot keep the row in the table {0}</source>
        <translation>无法将该行存入表 {0}</translation>
    </message>
    <message>
        <source>cannot read the city&apos;s table {0}</source>
        <translation>无法读取城市的表 {0}</translation>
    </message>
    <message>
        <source>cannot take &quot;{0}&quot; into the table {1}</source>
        <translation>无法将“{0}”导入表 {1}</translation>
    </message>
    <message>
        <source>cannot take codes from {0}</source>
        <translation>无法从 {0} 导入代码</translation>
    </message>
    <message>
        <source>cannot take components into &quot;{0}&quot;</source>
        <translation>无法将部件导入“{0}”</translation>
    </message>
    <message>
        <source>cannot take the components in</source>
        <translation>无法导入部件</translation>
    </message>
    <message>
        <source>cannot take the row {0} out of the table {1}</source>
        <translation>无法将行 {0} 从表 {1} 中删去</translation>
    </message>
    <message>
        <source>cannot take {0} over</source>
        <translation>无法接收 {0}</translation>
    </message>
    <message>
        <source>choose another layer</source>
        <translation>请选择其他图层</translation>
    </message>
    <message>
        <source>choose one that is in use</source>
        <translation>请选择在用的类别</translation>
    </message>
    <message>
        <source>close it at the desk that writes it</source>
        <translation>请在写入它的席位上将其关闭</translation>
    </message>
    <message>
        <source>community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>components have no field &quot;{0}&quot;</source>
        <translation>部件没有字段“{0}”</translation>
    </message>
    <message>
        <source>components imported</source>
        <translation>导入部件</translation>
    </message>
    <message>
        <source>current (five digits) or legacy (four digits)</source>
        <translation>current（五位）或 legacy（四位）</translation>
    </message>
    <message>
        <source>day package</source>
        <translation>日包</translation>
    </message>
    <message>
        <source>district</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>duty grid</source>
        <translation>责任网格</translation>
    </message>
    <message>
        <source>give it a last day in valid_to</source>
        <translation>请在 valid_to 中填写停用日期</translation>
    </message>
    <message>
        <source>it belongs to no duty grid</source>
        <translation>它不属于任何责任网格</translation>
    </message>
    <message>
        <source>it cannot be written as a JPEG</source>
        <translation>无法写成 JPEG</translation>
    </message>
    <message>
        <source>it changes the table {0}</source>
        <translation>它改动了表 {0}</translation>
    </message>
    <message>
        <source>it comes with the program, and old records need it</source>
        <translation>它随程序提供，旧记录仍需要它</translation>
    </message>
    <message>
        <source>it has changes that its writer has not merged</source>
        <translation>其写入方还有未合并的改动</translation>
    </message>
    <message>
        <source>it has neither a column 小类代码 nor the columns of one of the tables</source>
        <translation>它既没有“小类代码”列，也没有任何一张代码表的列</translation>
    </message>
    <message>
        <source>it has no column 小类代码</source>
        <translation>它没有“小类代码”列</translation>
    </message>
    <message>
        <source>it has none of its columns</source>
        <translation>它没有该表的任何一列</translation>
    </message>
    <message>
        <source>it is being written on the network share all the time</source>
        <translation>它在网络共享上一直被写入</translation>
    </message>
    <message>
        <source>it is no day package</source>
        <translation>它不是日包</translation>
    </message>
    <message>
        <source>it is no layer of points</source>
        <translation>它不是点图层</translation>
    </message>
    <message>
        <source>it is not in it</source>
        <translation>其中没有该行</translation>
    </message>
    <message>
        <source>it is of another city</source>
        <translation>它属于另一座城市</translation>
    </message>
    <message>
        <source>it lies in more than one community: {0}</source>
        <translation>它位于多个社区：{0}</translation>
    </message>
    <message>
        <source>it lies in more than one duty grid: {0}</source>
        <translation>它位于多个责任网格：{0}</translation>
    </message>
    <message>
        <source>it makes no sense</source>
        <translation>其内容不合理</translation>
    </message>
    <message>
        <source>it was changed on its way</source>
        <translation>它在途中被改动过</translation>
    </message>
    <message>
        <source>it would lie on a network share, where a city can only be looked at</source>
        <translation>它将位于网络共享上，那里的城市只能查看</translation>
    </message>
    <message>
        <source>its area is {0} m², where about 10,000 are usual</source>
        <translation>其面积为 {0} 平方米，通常约为 10,000</translation>
    </message>
    <message>
        <source>its numbers are parts of width and height, from 0 to 1</source>
        <translation>各数为宽高的比例，从 0 到 1</translation>
    </message>
    <message>
        <source>its pixels cannot be read</source>
        <translation>无法读取其像素</translation>
    </message>
    <message>
        <source>its place lies outside the coordinate system</source>
        <translation>其位置超出坐标系范围</translation>
    </message>
    <message>
        <source>make it on a disk of this computer and put copies on the share</source>
        <translation>请建在本机磁盘上，再把副本放到共享上</translation>
    </message>
    <message>
        <source>mark it again</source>
        <translation>请重新涂黑</translation>
    </message>
    <message>
        <source>matter, component or event: of the sheet&apos;s categories</source>
        <translation>matter、component 或 event：表单中类别的种类</translation>
    </message>
    <message>
        <source>mine or theirs, where both changed a field and nothing else is said</source>
        <translation>双方都改动且未另行指定的字段取 mine 或 theirs</translation>
    </message>
    <message>
        <source>name the table (--table), or give the columns their names</source>
        <translation>请指定表（--table），或为各列写上列名</translation>
    </message>
    <message>
        <source>name the table that its columns belong to</source>
        <translation>请指定各列所属的表</translation>
    </message>
    <message>
        <source>near a border: {0}</source>
        <translation>邻近边界：{0}</translation>
    </message>
    <message>
        <source>no columns hold their place</source>
        <translation>没有列给出其位置</translation>
    </message>
    <message>
        <source>number given anew: two desks had given the same</source>
        <translation>重新编号：两个席位给出了相同编号</translation>
    </message>
    <message>
        <source>parcel</source>
        <translation>宗地</translation>
    </message>
    <message>
        <source>responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>row {0} of {1} was not taken</source>
        <translation>{1} 的第 {0} 行未导入</translation>
    </message>
    <message>
        <source>row {0} was taken, but should be looked at</source>
        <translation>第 {0} 行已导入，但需要查看</translation>
    </message>
    <message>
        <source>rows of this table are of the kind {0}</source>
        <translation>本表各行的种类为 {0}</translation>
    </message>
    <message>
        <source>say which ones are x and y</source>
        <translation>请指定哪些列是 x 和 y</translation>
    </message>
    <message>
        <source>see its photos with: incident show CITY ID --json</source>
        <translation>查看其照片：incident show CITY ID --json</translation>
    </message>
    <message>
        <source>subdistrict</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>take it over at the other desk</source>
        <translation>请在对方席位上接收</translation>
    </message>
    <message>
        <source>the accuracy class of {0} is A, B or C</source>
        <translation>{0} 的精度等级应为 A、B 或 C</translation>
    </message>
    <message>
        <source>the case has no photo &quot;{0}&quot;</source>
        <translation>该案卷没有照片“{0}”</translation>
    </message>
    <message>
        <source>the case has no such photo</source>
        <translation>该案卷没有这张照片</translation>
    </message>
    <message>
        <source>the category {0} is not known, and has no name here</source>
        <translation>类别 {0} 未知，且此处没有名称</translation>
    </message>
    <message>
        <source>the category {0} {1} is not in use on {2}</source>
        <translation>类别 {0} {1} 在 {2} 未启用或已停用</translation>
    </message>
    <message>
        <source>the code {0} does not begin with its class {1}</source>
        <translation>代码 {0} 不以其大类 {1} 开头</translation>
    </message>
    <message>
        <source>the code {0} has no name</source>
        <translation>代码 {0} 没有名称</translation>
    </message>
    <message>
        <source>the column &quot;{0}&quot; means nothing here</source>
        <translation>列“{0}”在此没有含义</translation>
    </message>
    <message>
        <source>the column {0} is empty</source>
        <translation>列 {0} 为空</translation>
    </message>
    <message>
        <source>the day package cannot be taken over</source>
        <translation>无法接收该日包</translation>
    </message>
    <message>
        <source>the filing condition &quot;{0}&quot; of {1} has no time limit</source>
        <translation>{1} 的立案条件“{0}”没有时限</translation>
    </message>
    <message>
        <source>the identifier {0} stands twice in the table</source>
        <translation>标识码 {0} 在表中出现两次</translation>
    </message>
    <message>
        <source>the limit has no category</source>
        <translation>该时限没有类别</translation>
    </message>
    <message>
        <source>the local copy of it cannot be made: {0}</source>
        <translation>无法建立其本地副本：{0}</translation>
    </message>
    <message>
        <source>the photo {0} is missing or was changed</source>
        <translation>照片 {0} 缺失或被改动</translation>
    </message>
    <message>
        <source>the row names neither a category nor an area</source>
        <translation>该行既无类别也无区域</translation>
    </message>
    <message>
        <source>the row names no unit</source>
        <translation>该行没有单位</translation>
    </message>
    <message>
        <source>the table {0} has no column {1}</source>
        <translation>表 {0} 没有列 {1}</translation>
    </message>
    <message>
        <source>the tables are: {0}</source>
        <translation>可用的表：{0}</translation>
    </message>
    <message>
        <source>there is no generation of codes &quot;{0}&quot;</source>
        <translation>没有代码体系“{0}”</translation>
    </message>
    <message>
        <source>this desk wrote it itself</source>
        <translation>它由本席位写成</translation>
    </message>
    <message>
        <source>try again in a while</source>
        <translation>请稍后再试</translation>
    </message>
    <message>
        <source>two areas are the same</source>
        <translation>两个区域相同</translation>
    </message>
    <message>
        <source>two areas overlap by {0} m²</source>
        <translation>两个区域重叠 {0} 平方米</translation>
    </message>
    <message>
        <source>unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>what is marked in it cannot be read</source>
        <translation>无法读取其中的涂黑标记</translation>
    </message>
    <message>
        <source>write current (five digits) or legacy (four digits)</source>
        <translation>请写 current（五位）或 legacy（四位）</translation>
    </message>
    <message>
        <source>write it as COLUMN=VALUE</source>
        <translation>请写成 列=值</translation>
    </message>
    <message>
        <source>write it as UUID.FIELD=mine or UUID.FIELD=theirs</source>
        <translation>请写成 UUID.字段=mine 或 UUID.字段=theirs</translation>
    </message>
    <message>
        <source>write mine or theirs</source>
        <translation>请写 mine 或 theirs</translation>
    </message>
    <message>
        <source>{0} photos stay here: they leave only when asked for (--photos)</source>
        <translation>{0} 张照片留在本地：仅在要求时（--photos）才送出</translation>
    </message>
    <message>
        <source>{0} steps of {1} cases, {2} photos</source>
        <translation>{1} 个案卷的 {0} 个步骤，{2} 张照片</translation>
    </message>
    <message>
        <source>{0} steps taken over, {1} were here, {2} wait; {3} new cases, {4} changed</source>
        <translation>接收 {0} 个步骤，{1} 个已有，{2} 个等待；新案卷 {3} 个，更改 {4} 个</translation>
    </message>
    <message>
        <source>{0} {1} is {2} m away</source>
        <translation>{0} {1} 相距 {2} 米</translation>
    </message>
    <message>
        <source>{0}: subclasses of a city are numbered from 999 downward to 080, their names end in （自定义）</source>
        <translation>{0}：城市自定义小类从 999 向下编至 080，名称以（自定义）结尾</translation>
    </message>
    <message>
        <source>{0}: {1} added, {2} changed, {3} as they were</source>
        <translation>{0}：新增 {1}，修改 {2}，未变 {3}</translation>
    </message>
    <message>
        <source>give the columns the names that the table has</source>
        <translation>请使用该表的列名</translation>
    </message>
    <message>
        <source>give the next free code; undo its last change to have the old parcel back</source>
        <translation>请给出下一个空号；要恢复旧宗地，请撤销其最后一次变更</translation>
    </message>
    <message>
        <source>All photos leave</source>
        <translation>对外提供全部照片</translation>
    </message>
    <message>
        <source>The photo of this name leaves; may be given several times</source>
        <translation>对外提供此名称的照片；可多次给出</translation>
    </message>
    <message>
        <source>With the photos, marked faces and plates black</source>
        <translation>附上照片，已标记的人脸和车牌为黑色</translation>
    </message>
    <message>
        <source>{0} photos stay here: they leave only when chosen (--only NAME or --all)</source>
        <translation>{0} 张照片留在本地：仅在选定时（--only 名称 或 --all）才对外提供</translation>
    </message>
    <message>
        <source>Duplicate Rings</source>
        <translation>环重复</translation>
    </message>
    <message>
        <source>Hole lies outside shell</source>
        <translation>洞在外环之外</translation>
    </message>
    <message>
        <source>Holes are nested</source>
        <translation>洞相互嵌套</translation>
    </message>
    <message>
        <source>Identity and phone numbers: keep, mask or drop</source>
        <translation>身份证号和手机号：keep 保留、mask 遮盖或 drop 略去</translation>
    </message>
    <message>
        <source>Interior is disconnected</source>
        <translation>内部不连通</translation>
    </message>
    <message>
        <source>Nested shells</source>
        <translation>外环相互嵌套</translation>
    </message>
    <message>
        <source>Only layers in whose sheet and columns these words occur</source>
        <translation>只列元数据表或字段中含有这些词的图层</translation>
    </message>
    <message>
        <source>Only layers that are past their update cycle</source>
        <translation>只列超过更新周期的图层</translation>
    </message>
    <message>
        <source>Repair what needs no person: invalid geometries, codes not in plain form, borders</source>
        <translation>修复不需人工判断的问题：无效几何、未按规范书写的代码、边界</translation>
    </message>
    <message>
        <source>Repeated Point</source>
        <translation>重复点</translation>
    </message>
    <message>
        <source>Ring Self-intersection</source>
        <translation>环自相交</translation>
    </message>
    <message>
        <source>Ring is not closed</source>
        <translation>环未闭合</translation>
    </message>
    <message>
        <source>Self-intersection</source>
        <translation>自相交</translation>
    </message>
    <message>
        <source>The layers with provider, freshness and use, or what was handed to whom</source>
        <translation>图层的提供方、时效和使用情况，或移交记录</translation>
    </message>
    <message>
        <source>The receipts of what was handed over, newest first</source>
        <translation>移交记录，最新的在前</translation>
    </message>
    <message>
        <source>Too few points in geometry component</source>
        <translation>部分的点太少</translation>
    </message>
    <message>
        <source>Topology Validation Error</source>
        <translation>拓扑检查错误</translation>
    </message>
    <message>
        <source>a coordinate is not a number</source>
        <translation>坐标不是数</translation>
    </message>
    <message>
        <source>about {0} km² are covered without a break: large-scale data of more than 25 km² may be secret, see to the approval and the security mark</source>
        <translation>连续覆盖约 {0} 平方公里：超过 25 平方公里的大比例尺数据可能涉密，请注意审批和密级</translation>
    </message>
    <message>
        <source>areas lie side by side</source>
        <translation>面相邻且无重叠、无缝隙</translation>
    </message>
    <message>
        <source>code begins as another column</source>
        <translation>代码开头与另一字段一致</translation>
    </message>
    <message>
        <source>code begins with a known one</source>
        <translation>代码开头为已知代码</translation>
    </message>
    <message>
        <source>code is known</source>
        <translation>代码已知</translation>
    </message>
    <message>
        <source>code of a division</source>
        <translation>行政区划代码</translation>
    </message>
    <message>
        <source>code of a parcel</source>
        <translation>宗地代码</translation>
    </message>
    <message>
        <source>code of a real estate unit</source>
        <translation>不动产单元代码</translation>
    </message>
    <message>
        <source>code of a unit grid</source>
        <translation>单元网格代码</translation>
    </message>
    <message>
        <source>code of its code system</source>
        <translation>符合其代码体系</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>geometry is there</source>
        <translation>有几何</translation>
    </message>
    <message>
        <source>geometry is valid</source>
        <translation>几何有效</translation>
    </message>
    <message>
        <source>identifier of a component</source>
        <translation>部件标识码</translation>
    </message>
    <message>
        <source>it is still invalid after the repair</source>
        <translation>修复后仍然无效</translation>
    </message>
    <message>
        <source>nothing is left after the repair</source>
        <translation>修复后没有剩余</translation>
    </message>
    <message>
        <source>personal data in {0} was left out: {1} identity numbers, {2} phone numbers</source>
        <translation>{0} 中的个人信息已略去：{1} 个身份证号，{2} 个手机号</translation>
    </message>
    <message>
        <source>personal data in {0} was masked: {1} identity numbers, {2} phone numbers</source>
        <translation>{0} 中的个人信息已遮盖：{1} 个身份证号，{2} 个手机号</translation>
    </message>
    <message>
        <source>personal data in {0}: {1} identity numbers, {2} phone numbers; mask them or leave them out (--personal mask|drop)</source>
        <translation>{0} 中有个人信息：{1} 个身份证号，{2} 个手机号；请遮盖或略去（--personal mask|drop）</translation>
    </message>
    <message>
        <source>place agrees with the code</source>
        <translation>位置与代码一致</translation>
    </message>
    <message>
        <source>social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>the file is cut short or damaged here</source>
        <translation>文件在此处被截断或损坏</translation>
    </message>
    <message>
        <source>the receipt is not in the catalogue: {0}</source>
        <translation>移交单未记入目录：{0}</translation>
    </message>
    <message>
        <source>the repair changes the area by more than 1 %</source>
        <translation>修复使面积变化超过 1 %</translation>
    </message>
    <message>
        <source>value is a day</source>
        <translation>值为日期</translation>
    </message>
    <message>
        <source>value is in the list</source>
        <translation>值在列表中</translation>
    </message>
    <message>
        <source>value is there once</source>
        <translation>值不重复</translation>
    </message>
    <message>
        <source>value is there</source>
        <translation>有值</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>cases change by their steps, so that their log stays true</source>
        <translation>案卷只能按流程步骤变更，以保证流程记录真实</translation>
    </message>
    <message>
        <source>take in a list of cases: citydesk-cli exchange cases import</source>
        <translation>请用 citydesk-cli exchange cases import 接收案卷清单</translation>
    </message>
    <message>
        <source>the layer &quot;{0}&quot; is not brought up to date from a file</source>
        <translation>图层“{0}”不能用文件更新</translation>
    </message>
    <message>
        <source>cannot take the picture {0}</source>
        <translation>不能使用图片 {0}</translation>
    </message>
    <message>
        <source>it is larger than 20 MB</source>
        <translation>它大于 20 MB</translation>
    </message>
    <message>
        <source>it is no picture</source>
        <translation>它不是图片</translation>
    </message>
    <message>
        <source>make it smaller first</source>
        <translation>请先缩小它</translation>
    </message>
    <message>
        <source>--fields and --without exclude each other</source>
        <translation>--fields 和 --without 不能同时使用</translation>
    </message>
    <message>
        <source>As this bureau wants it (see profile); a profile that names layers needs only the folder</source>
        <translation>按该单位的要求导出（见 profile）；方案列有图层时只需写文件夹</translation>
    </message>
    <message>
        <source>Begin with a profile as JSON, as show prints it</source>
        <translation>以 show 输出的 JSON 方案为基础</translation>
    </message>
    <message>
        <source>FILE is missing</source>
        <translation>缺少 FILE</translation>
    </message>
    <message>
        <source>FILE is missing, and the profile names no layers</source>
        <translation>缺少 FILE，且方案未列图层</translation>
    </message>
    <message>
        <source>How a bureau wants its exports: list, show, save, remove</source>
        <translation>某单位要求的导出方式：list 列出、show 查看、save 保存、remove 删除</translation>
    </message>
    <message>
        <source>In place of the one of this name</source>
        <translation>替换同名者</translation>
    </message>
    <message>
        <source>Keep a profile; what is not named stays to the export</source>
        <translation>保存方案；未写明的由导出时决定</translation>
    </message>
    <message>
        <source>Name of the profile, as a rule the bureau&apos;s</source>
        <translation>方案名称，一般用单位名</translation>
    </message>
    <message>
        <source>One profile</source>
        <translation>一个方案</translation>
    </message>
    <message>
        <source>Take a profile away</source>
        <translation>删除方案</translation>
    </message>
    <message>
        <source>The layer to write, or several: A,B</source>
        <translation>要导出的图层，可多个：A,B</translation>
    </message>
    <message>
        <source>The layers that it gets as a rule</source>
        <translation>一般提供的图层</translation>
    </message>
    <message>
        <source>The profiles that the city keeps</source>
        <translation>城市中保存的方案</translation>
    </message>
    <message>
        <source>Without these fields</source>
        <translation>不含这些字段</translation>
    </message>
    <message>
        <source>Write layers as files for others</source>
        <translation>把图层写成文件提供给他人</translation>
    </message>
    <message>
        <source>a name of a field is empty</source>
        <translation>有字段名为空</translation>
    </message>
    <message>
        <source>an export profile cannot be called &quot;{0}&quot;</source>
        <translation>导出方案不能命名为“{0}”</translation>
    </message>
    <message>
        <source>export one of them by itself, under another name</source>
        <translation>请将其中一个另行导出，使用其他文件名</translation>
    </message>
    <message>
        <source>layers that are exported at once go into one folder</source>
        <translation>一起导出的图层须放入同一文件夹</translation>
    </message>
    <message>
        <source>no layer is named for the export</source>
        <translation>没有指定要导出的图层</translation>
    </message>
    <message>
        <source>shorten the values of the column, or take their signs &lt; &gt; / \ &quot; : ; ? * | = ` out</source>
        <translation>缩短该字段的值，或去掉其中的符号 &lt; &gt; / \ &quot; : ; ? * | = `</translation>
    </message>
    <message>
        <source>shp, gpkg, geojson, csv, xlsx, fgb, kml, dxf or txt</source>
        <translation>shp、gpkg、geojson、csv、xlsx、fgb、kml、dxf 或 txt</translation>
    </message>
    <message>
        <source>the export profile &quot;{0}&quot; cannot be read</source>
        <translation>导出方案“{0}”无法读取</translation>
    </message>
    <message>
        <source>the export profile cannot be saved as &quot;{0}&quot;</source>
        <translation>导出方案无法保存为“{0}”</translation>
    </message>
    <message>
        <source>the export profile is not taken</source>
        <translation>导出方案不被接受</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; is renamed and left out</source>
        <translation>字段“{0}”既改名又略去</translation>
    </message>
    <message>
        <source>there is no export profile named &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的导出方案</translation>
    </message>
    <message>
        <source>two layers would write {0}</source>
        <translation>两个图层会写同一个文件 {0}</translation>
    </message>
    <message>
        <source>what the city keeps under this name is no profile</source>
        <translation>城市中以此名称保存的内容不是方案</translation>
    </message>
    <message>
        <source>{0} is no JSON object</source>
        <translation>{0} 不是 JSON 对象</translation>
    </message>
    <message>
        <source>{0} is no list of texts</source>
        <translation>{0} 不是文本列表</translation>
    </message>
    <message>
        <source>--figures and --by exclude --count, --into and --fields</source>
        <translation>--figures、--by 不能与 --count、--into、--fields 同用</translation>
    </message>
    <message>
        <source>Only figures of them: count, sum:F, mean:F, min:F, max:F, area, length</source>
        <translation>只作统计：count、sum:F、mean:F、min:F、max:F、area、length</translation>
    </message>
    <message>
        <source>a text or a list […] is expected</source>
        <translation>此处应为文本或列表 […]</translation>
    </message>
    <message>
        <source>cannot read --figures &quot;{0}&quot;</source>
        <translation>无法识别 --figures “{0}”</translation>
    </message>
    <message>
        <source>write count, area, length, sum:FIELD, mean:FIELD, min:FIELD or max:FIELD</source>
        <translation>请写 count、area、length、sum:字段、mean:字段、min:字段 或 max:字段</translation>
    </message>
    <message>
        <source>ask for an extension or a suspension: a button of the case card, or citydesk-cli incident advance</source>
        <translation>请申请延期或挂账：案卷卡片上的按钮，或 citydesk-cli incident advance</translation>
    </message>
    <message>
        <source>assign the case: citydesk-cli incident assign</source>
        <translation>请指派案卷：citydesk-cli incident assign</translation>
    </message>
    <message>
        <source>cancel or reject the case, or undo its report</source>
        <translation>请作废或不予受理该案卷，或撤销其上报</translation>
    </message>
    <message>
        <source>cases cannot be added as rows</source>
        <translation>案卷不能作为行添加</translation>
    </message>
    <message>
        <source>cases cannot be deleted</source>
        <translation>案卷不能删除</translation>
    </message>
    <message>
        <source>code table</source>
        <translation>代码表</translation>
    </message>
    <message>
        <source>correct the case: its form, or citydesk-cli incident correct</source>
        <translation>请更正案卷：案卷表单，或 citydesk-cli incident correct</translation>
    </message>
    <message>
        <source>it is kept as the case was reported</source>
        <translation>它保持上报时的内容</translation>
    </message>
    <message>
        <source>it was changed again since</source>
        <translation>此后它又被改动过</translation>
    </message>
    <message>
        <source>log an incident, or take in a list: citydesk-cli exchange cases import</source>
        <translation>请登记问题，或接收清单：citydesk-cli exchange cases import</translation>
    </message>
    <message>
        <source>marks on a photo</source>
        <translation>照片涂黑标记</translation>
    </message>
    <message>
        <source>move its point: in the form of the case, or citydesk-cli incident move</source>
        <translation>请移动其点位：在案卷表单中，或 citydesk-cli incident move</translation>
    </message>
    <message>
        <source>numbers are given when a case is reported and when it is filed</source>
        <translation>编号在上报和立案时给出</translation>
    </message>
    <message>
        <source>take the step: a button of the case card, or citydesk-cli incident advance</source>
        <translation>请执行相应步骤：案卷卡片上的按钮，或 citydesk-cli incident advance</translation>
    </message>
    <message>
        <source>the change of the setting &quot;{0}&quot; cannot be taken back</source>
        <translation>设置“{0}”的改动无法撤销</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; of a case cannot be set</source>
        <translation>不能直接设置案卷的字段“{0}”</translation>
    </message>
    <message>
        <source>working calendar</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>dispatch the case: citydesk-cli incident advance (dispatch --to DEPARTMENT)</source>
        <translation>请派遣案卷：citydesk-cli incident advance（dispatch --to 部门）</translation>
    </message>
    <message>
        <source>merge the case: citydesk-cli incident advance (merge --to CASE)</source>
        <translation>请并案：citydesk-cli incident advance（merge --to 案卷）</translation>
    </message>
    <message>
        <source>give them the next free codes in the source, or leave them out</source>
        <translation>请在数据源中改用下一个可用代码，或将其剔除</translation>
    </message>
    <message>
        <source>{0} parcels have codes that were retired, {1} first</source>
        <translation>{0} 宗宗地的代码已注销，首个为 {1}</translation>
    </message>
    <message>
        <source>nothing is selected in the layer &quot;{0}&quot;</source>
        <translation>图层“{0}”中没有选中要素</translation>
    </message>
    <message>
        <source>select features of it, leave the layer out, or take all features</source>
        <translation>请选择该图层的要素，或不导出该图层，或导出全部要素</translation>
    </message>
    <message>
        <source>the new area is a sliver of {0} m² at {1}</source>
        <translation>新面是面积 {0} 平方米的碎面，位于 {1}</translation>
    </message>
    <message>
        <source>the new area is the same as {0} at {1}</source>
        <translation>新面与 {0} 完全相同，位于 {1}</translation>
    </message>
    <message>
        <source>the new area overlaps {0} by {1} m² at {2}</source>
        <translation>新面与 {0} 重叠 {1} 平方米，位于 {2}</translation>
    </message>
    <message>
        <source>{0} parcel codes were retired: no row has them any more; undo takes that back</source>
        <translation>{0} 个宗地代码已注销：新数据中不再有这些代码；可用“撤销”恢复</translation>
    </message>
    <message>
        <source>parcel codes retired by a load</source>
        <translation>因重新导入而注销宗地代码</translation>
    </message>
    <message>
        <source>A click means a component within metres</source>
        <translation>点击认定部件的距离（米）</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>全部案卷</translation>
    </message>
    <message>
        <source>All settings with what holds</source>
        <translation>全部设置及其取值</translation>
    </message>
    <message>
        <source>Cases that an inspector reported with a photo</source>
        <translation>监督员上报且有照片的案卷</translation>
    </message>
    <message>
        <source>Decide some; undo takes it back</source>
        <translation>修改设置；可撤销</translation>
    </message>
    <message>
        <source>Duplicates are reported within hours</source>
        <translation>重复上报的时间范围（小时）</translation>
    </message>
    <message>
        <source>Duplicates lie within metres</source>
        <translation>重复上报的距离范围（米）</translation>
    </message>
    <message>
        <source>Minutes to accept a report</source>
        <translation>受理时限（分钟）</translation>
    </message>
    <message>
        <source>Near a border: within metres</source>
        <translation>判定临近边界的距离（米）</translation>
    </message>
    <message>
        <source>Numbers of cases</source>
        <translation>案卷号规则</translation>
    </message>
    <message>
        <source>Numbers of reports</source>
        <translation>上报号规则</translation>
    </message>
    <message>
        <source>Only those handled on the spot</source>
        <translation>仅现场自处理的案卷</translation>
    </message>
    <message>
        <source>Photos from before and after, to close</source>
        <translation>结案须有处置前后照片</translation>
    </message>
    <message>
        <source>What the city decides about its incident desk: numbers, times, duplicates, photos</source>
        <translation>城市对案卷办理的设置：编号、时限、重复上报、照片</translation>
    </message>
    <message>
        <source>Without a value: as usual again</source>
        <translation>不给值则恢复默认</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; cannot be the value of {1}</source>
        <translation>“{0}”不能作为 {1} 的值</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no setting</source>
        <translation>“{0}”不是设置</translation>
    </message>
    <message>
        <source>a { is not closed</source>
        <translation>有 { 未闭合</translation>
    </message>
    <message>
        <source>a } closes nothing</source>
        <translation>有多余的 }</translation>
    </message>
    <message>
        <source>blanks, quotes and slashes cannot be part of a number</source>
        <translation>编号不能含空格、引号和斜杠</translation>
    </message>
    <message>
        <source>it is a number from {0} to {1}</source>
        <translation>应为 {0} 到 {1} 的数</translation>
    </message>
    <message>
        <source>it is a whole number from {0} to {1}</source>
        <translation>应为 {0} 到 {1} 的整数</translation>
    </message>
    <message>
        <source>it is longer than {0} bytes</source>
        <translation>超过 {0} 字节</translation>
    </message>
    <message>
        <source>it knows no &quot;{0}&quot;, only {date}, {category}, {type} and {seq4}</source>
        <translation>不认识“{0}”，只能用 {date}、{category}、{type} 和 {seq4}</translation>
    </message>
    <message>
        <source>nothing may follow the running number {seq4}</source>
        <translation>流水号 {seq4} 之后不能再有内容</translation>
    </message>
    <message>
        <source>settings of the incident desk</source>
        <translation>案卷设置</translation>
    </message>
    <message>
        <source>the choices are {0}</source>
        <translation>可选 {0}</translation>
    </message>
    <message>
        <source>the incident desk has no setting &quot;{0}&quot;</source>
        <translation>案卷办理没有设置“{0}”</translation>
    </message>
    <message>
        <source>the settings are {0}</source>
        <translation>设置有 {0}</translation>
    </message>
    <message>
        <source>write it as NAME=VALUE</source>
        <translation>请写作 名称=值</translation>
    </message>
    <message>
        <source>write it such as {type}{category}{date}{seq4}, in the settings of the desk</source>
        <translation>请在案卷设置中写成如 {type}{category}{date}{seq4} 的形式</translation>
    </message>
    <message>
        <source>{0} m² of it lie in no community</source>
        <translation>有 {0} 平方米不在任何社区内</translation>
    </message>
    <message>
        <source>{0} m² of it lie in no unit grid</source>
        <translation>有 {0} 平方米不在任何单元网格内</translation>
    </message>
    <message>
        <source>{seq4} takes a width from 1 to {0}</source>
        <translation>{seq4} 的位数应为 1 到 {0}</translation>
    </message>
    <message>
        <source>A case that an inspector was sent to check</source>
        <translation>已派监督员核查的案卷</translation>
    </message>
    <message>
        <source>Is closed after a photo of the check only</source>
        <translation>有核查照片后才能结案</translation>
    </message>
    <message>
        <source>May be closed before the inspector answers</source>
        <translation>监督员反馈前也可结案</translation>
    </message>
    <message>
        <source>add a photo of the check</source>
        <translation>请补充核查照片</translation>
    </message>
    <message>
        <source>an inspector was sent to check and showed nothing yet</source>
        <translation>已派监督员核查，尚无反馈</translation>
    </message>
    <message>
        <source>its code begins with that of another parcel, {0}</source>
        <translation>其编号以另一宗地 {0} 的代码开头</translation>
    </message>
    <message>
        <source>{0} units of it are kept under the parcel {1}</source>
        <translation>其中 {0} 户仍登记在宗地 {1} 之下</translation>
    </message>
    <message>
        <source>A description, and a photo when an inspector reports</source>
        <translation>须有描述，监督员上报另须照片</translation>
    </message>
    <message>
        <source>A photo, too, when an inspector reports</source>
        <translation>监督员上报另须照片</translation>
    </message>
    <message>
        <source>A report needs</source>
        <translation>上报须具备</translation>
    </message>
    <message>
        <source>Category and place</source>
        <translation>类别和位置</translation>
    </message>
    <message>
        <source>a report has a description in this city</source>
        <translation>本市规定上报须有描述</translation>
    </message>
    <message>
        <source>a report of an inspector has a photo in this city</source>
        <translation>本市规定监督员上报须附照片</translation>
    </message>
    <message>
        <source>say what it is (--description)</source>
        <translation>请说明情况（--description）</translation>
    </message>
    <message>
        <source>Stop when the standard input closes: with the program that asks</source>
        <translation>标准输入关闭时停止：随提问的程序一起结束</translation>
    </message>
    <message>
        <source>Security mark of file and receipt; otherwise that of the metadata sheet</source>
        <translation>文件和移交单的密级；不写则取元数据表中的密级</translation>
    </message>
    <message>
        <source>Figures about people below this are left empty (10); 0: all are written</source>
        <translation>小于此值的人口类数字留空（默认 10）；0 为全部写出</translation>
    </message>
    <message>
        <source>hand over larger areas; where the law allows all figures, say so (--small-counts 0)</source>
        <translation>请按更大的区域提供；依法可提供全部数字时请写明（--small-counts 0）</translation>
    </message>
    <message>
        <source>{1} figures of column {0} are left empty: such below {2} tell of single people</source>
        <translation>字段 {0} 有 {1} 个数字留空：小于 {2} 的会透露个人情况</translation>
    </message>
    <message>
        <source>The file to make; of several layers a GeoPackage for all, or the folder for a file of each</source>
        <translation>要写的文件；导出多个图层时为容纳全部图层的 GeoPackage，或存放各文件的文件夹</translation>
    </message>
    <message>
        <source>The file, or the package, as it was handed out: only what changed since is taken over</source>
        <translation>当初提供的文件或交换包：只采用此后的改动</translation>
    </message>
    <message>
        <source>Whose version holds where both changed the same (without: nothing is taken over)</source>
        <translation>双方都改动时以哪一方为准（不写则什么都不采用）</translation>
    </message>
    <message>
        <source>both sides changed the same since the data was handed out</source>
        <translation>数据提供之后双方改动了同一内容</translation>
    </message>
    <message>
        <source>say which side holds (--conflicts mine, or theirs), or decide column by column in the window</source>
        <translation>请指明以哪一方为准（--conflicts mine 或 theirs），或在窗口中逐字段裁定</translation>
    </message>
    <message>
        <source>the package {0} has no layer &quot;{1}&quot;</source>
        <translation>交换包 {0} 中没有图层“{1}”</translation>
    </message>
    <message>
        <source>{0} conflicts are not decided</source>
        <translation>有 {0} 处冲突尚未裁定</translation>
    </message>
    <message>
        <source>the {1} features stand in another order: the format sorts them by place</source>
        <translation>{1} 个要素的次序改变：该格式按位置排序</translation>
    </message>
    <message>
        <source>write a GeoPackage, which keeps the order</source>
        <translation>改用 GeoPackage，它保持次序</translation>
    </message>
    <message>
        <source>{1} days of column {0} become text: the format does not know all of them as days</source>
        <translation>字段 {0} 的 {1} 个日期变成文本：该格式不能把它们都作为日期保存</translation>
    </message>
    <message>
        <source>{1} times of column {0} become text: the format knows no times</source>
        <translation>字段 {0} 的 {1} 个时间变成文本：该格式没有时间类型</translation>
    </message>
    <message>
        <source>May be handled on the spot</source>
        <translation>允许现场自处理的类别</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; stands alone</source>
        <translation>“{0}”应单独使用</translation>
    </message>
    <message>
        <source>an inspector reported it, with description, place and photo</source>
        <translation>监督员已上报，且描述、位置和照片齐全</translation>
    </message>
    <message>
        <source>assign: the handler&apos;s department; refused when it is not the case&apos;s</source>
        <translation>assign：处置人员所属部门；与案卷的部门不同时不予分派</translation>
    </message>
    <message>
        <source>file it, or refuse it with a reason</source>
        <translation>请立案，或说明理由不予受理</translation>
    </message>
    <message>
        <source>file the case and dispatch it</source>
        <translation>请立案并派遣</translation>
    </message>
    <message>
        <source>it is all, none, or codes such as 06 or 06010</source>
        <translation>应为 all、none，或 06、06010 这样的代码</translation>
    </message>
    <message>
        <source>name a handler of that department (--to)</source>
        <translation>请指定该部门的处置人员（--to）</translation>
    </message>
    <message>
        <source>no category begins with {0}</source>
        <translation>没有以 {0} 开头的类别</translation>
    </message>
    <message>
        <source>nothing is handled on the spot in this city</source>
        <translation>本市不允许现场自处理</translation>
    </message>
    <message>
        <source>{0} belongs to {1}, and the case is {2}&apos;s</source>
        <translation>{0}属于{1}，而案卷由{2}处置</translation>
    </message>
    <message>
        <source>{0} {1} is not handled on the spot in this city, only: {2}</source>
        <translation>本市 {0} {1} 不允许现场自处理，仅限：{2}</translation>
    </message>
    <message>
        <source>{0} d {1} h</source>
        <translation>{0} 天 {1} 小时</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
    <message>
        <source>{0} lies on a network share: you see a local copy of {1}, {2} d {3} h old. It is changed at the one desk that has it on its own disk; other desks work by day packages</source>
        <translation>{0} 位于网络共享上：您看到的是 {1} 的本地副本，距今 {2} 天 {3} 小时。只有在自己磁盘上持有它的席位可以修改；其他席位通过日包工作</translation>
    </message>
    <message>
        <source>{0} lies on a network share: you see a local copy of {1}, {2} h {3} min old. It is changed at the one desk that has it on its own disk; other desks work by day packages</source>
        <translation>{0} 位于网络共享上：您看到的是 {1} 的本地副本，距今 {2} 小时 {3} 分钟。只有在自己磁盘上持有它的席位可以修改；其他席位通过日包工作</translation>
    </message>
    <message>
        <source>{0} lies on a network share: you see a local copy of {1}, {2} min old. It is changed at the one desk that has it on its own disk; other desks work by day packages</source>
        <translation>{0} 位于网络共享上：您看到的是 {1} 的本地副本，距今 {2} 分钟。只有在自己磁盘上持有它的席位可以修改；其他席位通过日包工作</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>Chinese words for looking before filing and before closing</source>
        <translation>立案前与结案前现场查看的用语</translation>
    </message>
    <message>
        <source>核实 before filing, 核查 before closing</source>
        <translation>通常用法（立案前“实”，结案前“查”）</translation>
    </message>
    <message>
        <source>核查 before filing, 核实 before closing</source>
        <translation>两词对调（立案前“查”，结案前“实”）</translation>
    </message>
    <message>
        <source>{0} values of the column &quot;{1}&quot; do not fit the field {2} (&quot;{3}&quot;): its cells stay empty there, and the report keeps the values</source>
        <translation>列“{1}”有 {0} 个值不合字段 {2} 的要求（“{3}”）：这些单元格留空，原值保存在报告中</translation>
    </message>
    <message>
        <source>--map needs --standard</source>
        <translation>--map 须与 --standard 同用</translation>
    </message>
    <message>
        <source>COLUMN=FIELD of the standard, - to leave it out, keep for its own name; remembered</source>
        <translation>列=标准字段，- 为舍去，keep 为保留原名；会被记住</translation>
    </message>
    <message>
        <source>Columns to the fields of a standard layer: component, parcel, building, unit, or auto</source>
        <translation>把各列对应到标准图层的字段：component、parcel、building、unit 或 auto</translation>
    </message>
    <message>
        <source>Coordinate system of the file, or zones: a file for each 3-degree zone; otherwise the layer&apos;s own</source>
        <translation>文件的坐标系，或 zones（每个三度带一个文件）；不写则用图层自身的坐标系</translation>
    </message>
    <message>
        <source>With the county of each feature (XZQDM, XZQMC)</source>
        <translation>附每个要素所在区县（XZQDM、XZQMC）</translation>
    </message>
    <message>
        <source>With the county of each feature (XZQDM, XZQMC), as the neighbours 宁镇扬 want it</source>
        <translation>附每个要素所在区县（XZQDM、XZQMC），供宁镇扬共享</translation>
    </message>
    <message>
        <source>cannot write {0} in zones</source>
        <translation>{0} 不能按分带写出</translation>
    </message>
    <message>
        <source>choose another format, or another coordinate system</source>
        <translation>请选择其他格式或其他坐标系</translation>
    </message>
    <message>
        <source>hand over a table or a GeoPackage beside it</source>
        <translation>另附表格或 GeoPackage</translation>
    </message>
    <message>
        <source>in a DXF drawing only points have attributes: lines and areas went without their columns</source>
        <translation>DXF 图中只有点带属性：线和面的各列未写出</translation>
    </message>
    <message>
        <source>it comes with the program</source>
        <translation>它随程序提供</translation>
    </message>
    <message>
        <source>leave one of them out, or keep it under its own name</source>
        <translation>请舍去其中一列，或保留其原名</translation>
    </message>
    <message>
        <source>no column of the file is what the standard demands: {0}</source>
        <translation>文件中没有标准必填的字段：{0}</translation>
    </message>
    <message>
        <source>the column &quot;{0}&quot; is the field {1}</source>
        <translation>列“{0}”对应字段 {1}</translation>
    </message>
    <message>
        <source>the column &quot;{0}&quot; was left out</source>
        <translation>列“{0}”已舍去</translation>
    </message>
    <message>
        <source>the columns of lines and areas are left out: in a drawing only points have attributes</source>
        <translation>线和面的各列不写出：图中只有点带属性</translation>
    </message>
    <message>
        <source>the export profile &quot;{0}&quot; cannot be taken away</source>
        <translation>不能删除导出方案“{0}”</translation>
    </message>
    <message>
        <source>the file has no column &quot;{0}&quot;</source>
        <translation>文件中没有列“{0}”</translation>
    </message>
    <message>
        <source>the format has degrees only</source>
        <translation>该格式只用经纬度</translation>
    </message>
    <message>
        <source>the layer &quot;{0}&quot; has no security mark: say one for this export, or enter it in the layer&apos;s metadata sheet</source>
        <translation>图层“{0}”没有密级：请为本次导出注明，或填入该图层的元数据表</translation>
    </message>
    <message>
        <source>the standard layer has no field &quot;{0}&quot;</source>
        <translation>标准图层没有字段“{0}”</translation>
    </message>
    <message>
        <source>the standard layers are:{0}</source>
        <translation>标准图层有：{0}</translation>
    </message>
    <message>
        <source>there is no standard layer &quot;{0}&quot;</source>
        <translation>没有标准图层“{0}”</translation>
    </message>
    <message>
        <source>this virtual file points to {0}, a link that leads out of its folder</source>
        <translation>此虚拟文件指向 {0}，那是通往其文件夹之外的链接</translation>
    </message>
    <message>
        <source>this virtual file points to {0}, which is not there</source>
        <translation>此虚拟文件指向 {0}，但它不存在</translation>
    </message>
    <message>
        <source>two columns cannot be the field &quot;{0}&quot;</source>
        <translation>两列不能对应同一字段“{0}”</translation>
    </message>
    <message>
        <source>write a GeoPackage, which keeps types</source>
        <translation>写成 GeoPackage，它保留类型</translation>
    </message>
    <message>
        <source>{0} features have nothing in the column &quot;{1}&quot;, but the standard demands {2}</source>
        <translation>有 {0} 个要素的列“{1}”为空，而标准要求填写 {2}</translation>
    </message>
    <message>
        <source>{0} is neither true nor false</source>
        <translation>{0} 既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>{0} texts of the column &quot;{1}&quot; are longer than the {3} characters of the field {2}; they are kept whole</source>
        <translation>列“{1}”有 {0} 个文本超过字段 {2} 的 {3} 个字符；原样保留</translation>
    </message>
    <message>
        <source>{0} values of the column &quot;{1}&quot; have a time, of which the field {2} takes only the day</source>
        <translation>列“{1}”有 {0} 个值带有时间，字段 {2} 只取日期</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; does not fit its type</source>
        <translation>{0}：“{1}”与其类型不符</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; is no day</source>
        <translation>{0}：“{1}”不是日期</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; is no number</source>
        <translation>{0}：“{1}”不是数字</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; is no whole number</source>
        <translation>{0}：“{1}”不是整数</translation>
    </message>
    <message>
        <source>{0}: only the day of &quot;{1}&quot; was taken</source>
        <translation>{0}：“{1}”只取了日期</translation>
    </message>
    <message>
        <source>{1} attributes are changed: cut at 250 bytes, without line breaks, with &quot;?&quot; for rare characters</source>
        <translation>有 {1} 个属性值改变：截至 250 字节、换行改为空格、生僻字改为“?”</translation>
    </message>
    <message>
        <source>The figures for each value of these fields; F:day, F:month … of a time; in:LAYER: for each zone</source>
        <translation>按这些字段的每个值统计；时间可写 F:day、F:month……；in:LAYER：按各分区</translation>
    </message>
    <message>
        <source>figures can be told for the zones of one layer at a time</source>
        <translation>一次只能按一个图层的分区统计</translation>
    </message>
    <message>
        <source>it holds a number that is too large</source>
        <translation>其中有一个数过大</translation>
    </message>
    <message>
        <source>the distance is no number of metres</source>
        <translation>距离不是米数</translation>
    </message>
    <message>
        <source>column {0} comes back as another type: a CSV tells no types</source>
        <translation>字段 {0} 读回来会变成另一种类型：CSV 不说明类型</translation>
    </message>
    <message>
        <source>column {0} comes back as days: a CSV tells no types</source>
        <translation>字段 {0} 读回来会变成日期：CSV 不说明类型</translation>
    </message>
    <message>
        <source>column {0} comes back as numbers: a CSV tells no types</source>
        <translation>字段 {0} 读回来会变成小数：CSV 不说明类型</translation>
    </message>
    <message>
        <source>column {0} comes back as text: a CSV tells no types</source>
        <translation>字段 {0} 读回来会变成文本：CSV 不说明类型</translation>
    </message>
    <message>
        <source>column {0} comes back as times: a CSV tells no types</source>
        <translation>字段 {0} 读回来会变成时间：CSV 不说明类型</translation>
    </message>
    <message>
        <source>column {0} comes back as whole numbers: a CSV tells no types</source>
        <translation>字段 {0} 读回来会变成整数：CSV 不说明类型</translation>
    </message>
    <message>
        <source>this format cannot be read in part</source>
        <translation>这种格式不能分段读取</translation>
    </message>
    <message>
        <source>its coordinate system stands in {0}</source>
        <translation>其坐标系取自 {0}</translation>
    </message>
    <message>
        <source>other rows came than were announced</source>
        <translation>送来的行与事先说明的不同</translation>
    </message>
    <message>
        <source>add it with --allow-host</source>
        <translation>请用 --allow-host 加入</translation>
    </message>
    <message>
        <source>allow its host with --allow-host</source>
        <translation>请用 --allow-host 允许其主机</translation>
    </message>
    <message>
        <source>give your key with --base-key</source>
        <translation>请用 --base-key 给出密钥</translation>
    </message>
    <message>
        <source>cannot load the program&apos;s part {0}</source>
        <translation>无法载入程序的组成部分 {0}</translation>
    </message>
    <message>
        <source>it is not compared with a field</source>
        <translation>它没有与某个字段比较</translation>
    </message>
    <message>
        <source>keep the question from a file that says what it is (query save --file)</source>
        <translation>请用写明参数类型的文件保存问题（query save --file）</translation>
    </message>
    <message>
        <source>the kind of the parameter &quot;{0}&quot; cannot be told</source>
        <translation>无法判断参数“{0}”的类型</translation>
    </message>
    <message>
        <source>no spatial index is used: every row is looked at</source>
        <translation>没有使用空间索引：将逐行查看</translation>
    </message>
    <message>
        <source> (see the table {0})</source>
        <translation>（见表 {0}）</translation>
    </message>
    <message>
        <source>, {0} rejected</source>
        <translation>，{0} 个被拒绝</translation>
    </message>
    <message>
        <source>, {0} repaired</source>
        <translation>，{0} 个已修复</translation>
    </message>
    <message>
        <source>made {0} in {1}</source>
        <translation>已创建 {0}，坐标系为 {1}</translation>
    </message>
    <message>
        <source>skipped: {0}</source>
        <translation>已跳过：{0}</translation>
    </message>
    <message>
        <source>{0} features, {1} rows in {2}</source>
        <translation>{0} 个要素，{2} 中有 {1} 行</translation>
    </message>
    <message>
        <source>{0} matched, {1} rows in {2}</source>
        <translation>匹配 {0} 个，{2} 中有 {1} 行</translation>
    </message>
    <message>
        <source>{0} matched, {1} unmatched, {2} double, {3} rows in {4}</source>
        <translation>匹配 {0} 个，未匹配 {1} 行，重复 {2} 行，{4} 中有 {3} 行</translation>
    </message>
    <message>
        <source>{0} rows in {1}: {2} features counted, {3} outside all zones</source>
        <translation>{1} 中有 {0} 行：计入 {2} 个要素，{3} 个在所有分区之外</translation>
    </message>
    <message>
        <source>{0} rows in {1}: {2} in both, {3} only in {4}, {5} only in {6}</source>
        <translation>{1} 中有 {0} 行：两者共有 {2}，仅在 {4} 中 {3}，仅在 {6} 中 {5}</translation>
    </message>
    <message>
        <source>give a number</source>
        <translation>请给出一个数字</translation>
    </message>
    <message>
        <source>give true or false</source>
        <translation>请给出 true 或 false</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; holds days or times, and &quot;{1}&quot; is none</source>
        <translation>字段“{0}”存的是日期或时间，“{1}”不是</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; holds numbers, and &quot;{1}&quot; is none</source>
        <translation>字段“{0}”存的是数字，“{1}”不是</translation>
    </message>
    <message>
        <source>the field &quot;{0}&quot; holds yes or no, and &quot;{1}&quot; is neither</source>
        <translation>字段“{0}”存的是“是”或“否”，“{1}”都不是</translation>
    </message>
    <message>
        <source>write it like 2026-11-23 or 2026-11-23T17:30</source>
        <translation>请写成 2026-11-23 或 2026-11-23T17:30 的形式</translation>
    </message>
    <message>
        <source>give a smaller distance</source>
        <translation>请给出较小的距离</translation>
    </message>
    <message>
        <source>its first corner lies beyond the second</source>
        <translation>第一个角点超出了第二个角点</translation>
    </message>
    <message>
        <source>the distance is larger than any map</source>
        <translation>距离比任何地图都大</translation>
    </message>
    <message>
        <source>write it as X1,Y1,X2,Y2, the south-western corner first</source>
        <translation>请写成 X1,Y1,X2,Y2，先写西南角</translation>
    </message>
    <message>
        <source>PRAGMA {0} is not allowed</source>
        <translation>不允许使用 PRAGMA {0}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no value for the parameter &quot;{1}&quot;</source>
        <translation>“{0}”不能作为参数“{1}”的值</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>covered_by</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>covers</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>crosses</source>
        <translation>穿越</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>disjoint</source>
        <translation>不相交</translation>
    </message>
    <message>
        <source>equals</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>give it another one (--set {0}=VALUE)</source>
        <translation>请另给一个值（--set {0}=VALUE）</translation>
    </message>
    <message>
        <source>give it as a polygon</source>
        <translation>请以多边形给出</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>标识叠加</translation>
    </message>
    <message>
        <source>intersection</source>
        <translation>相交部分</translation>
    </message>
    <message>
        <source>intersects</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>it holds more places &quot;?&quot; than parameters, of which there are {0}</source>
        <translation>其中的“?”多于参数，参数只有 {0} 个</translation>
    </message>
    <message>
        <source>its values are of type {0}</source>
        <translation>其值的类型为 {0}</translation>
    </message>
    <message>
        <source>layers &quot;{0}&quot; and &quot;{1}&quot; have no identity</source>
        <translation>图层“{0}”与“{1}”无法进行标识叠加</translation>
    </message>
    <message>
        <source>layers &quot;{0}&quot; and &quot;{1}&quot; have no symmetric difference</source>
        <translation>图层“{0}”与“{1}”无法求对称差</translation>
    </message>
    <message>
        <source>layers &quot;{0}&quot; and &quot;{1}&quot; have no union</source>
        <translation>图层“{0}”与“{1}”无法求并集</translation>
    </message>
    <message>
        <source>look at the condition and at what the layer holds</source>
        <translation>请检查条件和图层内容</translation>
    </message>
    <message>
        <source>name it (--crs)</source>
        <translation>请注明（--crs）</translation>
    </message>
    <message>
        <source>no feature of layer &quot;{0}&quot; was taken for a plot</source>
        <translation>图层“{0}”中没有要素被选作地块</translation>
    </message>
    <message>
        <source>overlaps</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>plot {0} is no area</source>
        <translation>地块 {0} 不是面</translation>
    </message>
    <message>
        <source>points and lines cover no land</source>
        <translation>点和线不占土地面积</translation>
    </message>
    <message>
        <source>symmetric_difference</source>
        <translation>对称差</translation>
    </message>
    <message>
        <source>the features of &quot;{0}&quot; are lines, those of &quot;{1}&quot; areas</source>
        <translation>“{0}”的要素是线，“{1}”的要素是面</translation>
    </message>
    <message>
        <source>the features of &quot;{0}&quot; are points, those of &quot;{1}&quot; areas</source>
        <translation>“{0}”的要素是点，“{1}”的要素是面</translation>
    </message>
    <message>
        <source>the features of &quot;{0}&quot; are points, those of &quot;{1}&quot; lines</source>
        <translation>“{0}”的要素是点，“{1}”的要素是线</translation>
    </message>
    <message>
        <source>the function {0} is not allowed</source>
        <translation>不允许使用函数 {0}</translation>
    </message>
    <message>
        <source>their coordinate system is unknown</source>
        <translation>其坐标系未知</translation>
    </message>
    <message>
        <source>touches</source>
        <translation>相接</translation>
    </message>
    <message>
        <source>union</source>
        <translation>并集</translation>
    </message>
    <message>
        <source>within</source>
        <translation>位于其内</translation>
    </message>
    <message>
        <source>{0} is no distance</source>
        <translation>{0} 不是有效的距离</translation>
    </message>
    <message>
        <source>{0} nearest</source>
        <translation>最近的 {0} 个</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} features from {3} in {4} s</source>
        <translation>{0}：来自 {3} 的 {2} 个要素中导入了 {1} 个，用时 {4} 秒</translation>
    </message>
    <message>
        <source>features of {0} and {1} without geometry or with a broken one, which took no part: {2}</source>
        <translation>图层 {0} 和 {1} 中没有几何或几何已损坏、未参与的要素：{2}</translation>
    </message>
    <message>
        <source>--other-where is given {0} times for {1} layers</source>
        <translation>--other-where 给出了 {0} 次，而图层有 {1} 个</translation>
    </message>
    <message>
        <source>SQL condition on OTHER: once for all of them, or once for each in turn (&quot;&quot;: none)</source>
        <translation>对 OTHER 的 SQL 条件：给出一次，适用于全部；或按顺序为每个各给出一次（&quot;&quot;：无条件）</translation>
    </message>
    <message>
        <source>give it once for all of them, or once for each in turn</source>
        <translation>只给出一次（适用于全部），或按顺序为每个图层各给出一次</translation>
    </message>
    <message>
        <source>--explain writes no rows</source>
        <translation>--explain 不写出任何行</translation>
    </message>
    <message>
        <source>Write all rows into this file (.csv, .xlsx)</source>
        <translation>将所有行写入此文件（.csv、.xlsx）</translation>
    </message>
    <message>
        <source>cannot read --out</source>
        <translation>无法读取 --out</translation>
    </message>
    <message>
        <source>it is no area: points and lines cut nothing</source>
        <translation>它不是面：点和线无法裁剪</translation>
    </message>
</context>
<context>
    <name>gis::ui::AboutDialog</name>
    <message>
        <source>About CityDesk</source>
        <translation>关于 CityDesk</translation>
    </message>
    <message>
        <source>A map desk for city governments: log incidents, ask spatial questions, hand out clean data.</source>
        <translation>面向城市政府的地图工作台：上报案件、空间查询、提供干净的数据。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本，不提供任何担保。</translation>
    </message>
    <message>
        <source>A published map of China needs a map review number. Boundaries and sample data shown here have none.</source>
        <translation>公开出版的中国地图须有审图号。此处显示的境界和示例数据没有审图号。</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
</context>
<context>
    <name>gis::ui::AddColumnDialog</name>
    <message>
        <source>Add a column to %1</source>
        <translation>为“%1”添加列</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>Decimal number</source>
        <translation>小数</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是/否</translation>
    </message>
    <message>
        <source>Insert a column or function</source>
        <translation>插入列或函数</translation>
    </message>
    <message>
        <source>Insert a column or function…</source>
        <translation>插入列或函数…</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>e.g. round(ST_Area(geometry) / 666.67, 2) – empty leaves the column empty</source>
        <translation>例如 round(ST_Area(geometry) / 666.67, 2)；留空则该列为空</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Add the column</source>
        <translation>添加列</translation>
    </message>
    <message>
        <source>Try the expression</source>
        <translation>试算表达式</translation>
    </message>
    <message>
        <source>First rows: %1</source>
        <translation>前几行：%1</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>添加列</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>gis::ui::AggregateDialog</name>
    <message>
        <source>Figures by zones</source>
        <translation>分区汇总</translation>
    </message>
    <message>
        <source>Layer of the zones</source>
        <translation>分区图层</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>how many features</source>
        <translation>要素个数</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>要素个数</translation>
    </message>
    <message>
        <source>Area or length of the parts in each zone</source>
        <translation>各区内部分的面积或长度</translation>
    </message>
    <message>
        <source>Columns to add up, shared out by the part in each zone, or to take the mean of</source>
        <translation>要求和（按各区内的部分分摊）或求平均的字段</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>A row for each value of this column in each zone</source>
        <translation>每个区内按该字段的每个值各成一行</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Of columns</source>
        <translation>字段指标</translation>
    </message>
    <message>
        <source>For each value of</source>
        <translation>按值细分</translation>
    </message>
    <message>
        <source>(no division)</source>
        <translation>（不细分）</translation>
    </message>
    <message>
        <source>length of the parts, in metres</source>
        <translation>各部分的长度（米）</translation>
    </message>
    <message>
        <source>area of the parts, in square metres</source>
        <translation>各部分的面积（平方米）</translation>
    </message>
    <message>
        <source>There is no layer of areas to be the zones.</source>
        <translation>没有可作分区的面图层。</translation>
    </message>
    <message>
        <source>Tick at least one figure.</source>
        <translation>请至少勾选一项指标。</translation>
    </message>
</context>
<context>
    <name>gis::ui::AnalyzeDialog</name>
    <message>
        <source>Analysis</source>
        <translation>空间分析</translation>
    </message>
    <message>
        <source>What is looked for</source>
        <translation>分析内容</translation>
    </message>
    <message>
        <source>hot and cold spots of zones</source>
        <translation>分区的热点和冷点</translation>
    </message>
    <message>
        <source>counts and rates of zones</source>
        <translation>分区的个数和比率</translation>
    </message>
    <message>
        <source>what lies beyond a distance</source>
        <translation>超过一定距离的要素</translation>
    </message>
    <message>
        <source>density of points as a grid</source>
        <translation>点密度格网</translation>
    </message>
    <message>
        <source>Look for</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Column with the figure</source>
        <translation>数值字段</translation>
    </message>
    <message>
        <source>Layer that is counted, or shall be near</source>
        <translation>被计数的图层或应在附近的图层</translation>
    </message>
    <message>
        <source>Condition on the other layer</source>
        <translation>另一图层的条件</translation>
    </message>
    <message>
        <source>Distance or radius in metres</source>
        <translation>距离或半径，单位米</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source>Per so many</source>
        <translation>每多少个</translation>
    </message>
    <message>
        <source>Side of a cell in metres</source>
        <translation>格网边长，单位米</translation>
    </message>
    <message>
        <source>a tenth of the radius</source>
        <translation>半径的十分之一</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Counted layer</source>
        <translation>被计数的图层</translation>
    </message>
    <message>
        <source>Its condition</source>
        <translation>其条件</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Per</source>
        <translation>每</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>格网</translation>
    </message>
    <message>
        <source>number of features of the counted layer</source>
        <translation>被计数图层的要素个数</translation>
    </message>
    <message>
        <source>per square kilometre</source>
        <translation>每平方千米</translation>
    </message>
    <message>
        <source>each feature counts 1</source>
        <translation>每个要素计 1</translation>
    </message>
    <message>
        <source>the 8 nearest zones</source>
        <translation>最近的 8 个区</translation>
    </message>
    <message>
        <source>In proportion to</source>
        <translation>基数</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Near to</source>
        <translation>设施图层</translation>
    </message>
    <message>
        <source>Neighbours within</source>
        <translation>邻区距离</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Choose a layer of areas: they are the zones.</source>
        <translation>请选择面图层作为分区。</translation>
    </message>
    <message>
        <source>There is no other layer with geometry.</source>
        <translation>没有其他带几何的图层。</translation>
    </message>
    <message>
        <source>Give a radius above 0.</source>
        <translation>请给出大于 0 的半径。</translation>
    </message>
    <message>
        <source>Measured in a straight line, or along roads</source>
        <translation>按直线或沿道路量算</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>量算</translation>
    </message>
    <message>
        <source>in a straight line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>along %1</source>
        <translation>沿%1</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>距离以内</translation>
    </message>
</context>
<context>
    <name>gis::ui::AskPanel</name>
    <message>
        <source>In plain words, e.g. incidents, overdue, within 50 m of schools, in Guangling District</source>
        <translation>用日常语言，如：广陵区内距学校50米以内的超期井盖案件</translation>
    </message>
    <message>
        <source>The question in plain words</source>
        <translation>用日常语言提出的问题</translation>
    </message>
    <message>
        <source>Understand</source>
        <translation>理解</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Layer that is asked</source>
        <translation>所问的图层</translation>
    </message>
    <message>
        <source>Conditions; all of them must be met</source>
        <translation>条件；须全部满足</translation>
    </message>
    <message>
        <source>+ Condition</source>
        <translation>+ 条件</translation>
    </message>
    <message>
        <source>+ Or</source>
        <translation>+ 或</translation>
    </message>
    <message>
        <source>+ Not</source>
        <translation>+ 非</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>添加一个条件</translation>
    </message>
    <message>
        <source>Add a group of which one must be met</source>
        <translation>添加一组，满足其一即可</translation>
    </message>
    <message>
        <source>Add a group of which none may be met</source>
        <translation>添加一组，全都不得满足</translation>
    </message>
    <message>
        <source>Remove the condition or group that is chosen</source>
        <translation>移除所选的条件或组</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>The question as a sentence</source>
        <translation>问题读作</translation>
    </message>
    <message>
        <source>Number of features found</source>
        <translation>找到的要素数</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Make a layer</source>
        <translation>生成图层</translation>
    </message>
    <message>
        <source>Name of the new layer</source>
        <translation>新图层的名称</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>等价的命令行</translation>
    </message>
    <message>
        <source>Kept as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>Questions kept in the city</source>
        <translation>保存在城市中的问题</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the kept question</source>
        <translation>删除保存的问题</translation>
    </message>
    <message>
        <source>Ask when the city opens</source>
        <translation>打开城市时提问</translation>
    </message>
    <message>
        <source>Words of the city</source>
        <translation>城市的词汇</translation>
    </message>
    <message>
        <source>Kept questions</source>
        <translation>保存的问题</translation>
    </message>
    <message>
        <source>The words of the city are being read; try again in a moment.</source>
        <translation>正在读取城市的词汇，请稍后再试。</translation>
    </message>
    <message>
        <source>Not understood: no layer, class or state of this city is named.</source>
        <translation>未能理解：没有提到本城市的图层、类别或状态。</translation>
    </message>
    <message>
        <source>Not understood: %1</source>
        <translation>未能理解：%1</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>计数</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) found</source>
        <translation>
            <numerusform>找到 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) took no part</source>
        <translation>
            <numerusform>%Ln 个要素未参与</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>已生成图层 %1，含 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>There is already a question named %1: press Save once more to replace it.</source>
        <translation>已有名为 %1 的问题：再按一次“保存”即替换。</translation>
    </message>
    <message>
        <source>Keep a question</source>
        <translation>保存问题</translation>
    </message>
    <message>
        <source>Kept as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Delete a kept question</source>
        <translation>删除保存的问题</translation>
    </message>
    <message>
        <source>%1 is no longer kept.</source>
        <translation>%1 已不再保存。</translation>
    </message>
    <message>
        <source>all of these</source>
        <translation>全部满足</translation>
    </message>
    <message>
        <source>one of these</source>
        <translation>满足其一</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>全不满足</translation>
    </message>
    <message>
        <source>Figures…</source>
        <translation>统计…</translation>
    </message>
    <message>
        <source>How many, sums, means, areas … for each value of a column or each day</source>
        <translation>按某列的每个值或每一天统计数量、合计、平均、面积等</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Make a layer, ask when the city opens, delete, the command line</source>
        <translation>生成图层、打开城市时查询、删除、命令行</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新计数</translation>
    </message>
    <message>
        <source>There is no layer %1 in this city: choose another one, or Clear.</source>
        <translation>本城市没有图层 %1：请另选一个图层，或清空。</translation>
    </message>
</context>
<context>
    <name>gis::ui::AttributeTablePanel</name>
    <message>
        <source>Attribute table</source>
        <translation>属性表</translation>
    </message>
    <message>
        <source>Attribute table tools</source>
        <translation>属性表工具</translation>
    </message>
    <message>
        <source>Layer of the table</source>
        <translation>属性表的图层</translation>
    </message>
    <message>
        <source>Filter of the table</source>
        <translation>属性表的筛选</translation>
    </message>
    <message>
        <source>Filter, e.g. &quot;area&quot; &gt; 500 and &quot;name&quot; like &apos;%road%&apos; – press Enter</source>
        <translation>筛选，例如 &quot;area&quot; &gt; 500 and &quot;name&quot; like &apos;%路%&apos;，按回车键执行</translation>
    </message>
    <message>
        <source>Rows of the layer</source>
        <translation>图层的行</translation>
    </message>
    <message>
        <source>State of the table</source>
        <translation>属性表状态</translation>
    </message>
    <message>
        <source>Selected features only</source>
        <translation>仅显示所选要素</translation>
    </message>
    <message>
        <source>Zoom to the selected rows</source>
        <translation>缩放至所选行</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Delete the selected rows</source>
        <translation>删除所选行</translation>
    </message>
    <message>
        <source>Find and replace…</source>
        <translation>查找和替换…</translation>
    </message>
    <message>
        <source>Column statistics…</source>
        <translation>列统计…</translation>
    </message>
    <message>
        <source>Add a column…</source>
        <translation>添加列…</translation>
    </message>
    <message>
        <source>Read the table again</source>
        <translation>重新读取属性表</translation>
    </message>
    <message>
        <source>Read the code tables</source>
        <translation>读取代码表</translation>
    </message>
    <message>
        <source>Too many rows for the clipboard (%L1): export them instead</source>
        <translation>行数过多，无法复制到剪贴板（%L1 行）：请改用导出</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>已复制 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete rows</source>
        <translation>删除行</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) deleted; Ctrl+Z brings them back</source>
        <translation>
            <numerusform>已删除 %Ln 行；按 Ctrl+Z 可恢复</numerusform>
        </translation>
    </message>
    <message>
        <source>No layer: choose one above</source>
        <translation>没有图层：请在上方选择</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>%L1 selected</source>
        <translation>已选 %L1 行</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>scattered: “Selected features only” shows them together</source>
        <translation>较分散：用“仅显示所选要素”可集中查看</translation>
    </message>
    <message>
        <source>Change columns…</source>
        <translation>修改列…</translation>
    </message>
    <message>
        <source>Calculate a column…</source>
        <translation>计算列…</translation>
    </message>
    <message>
        <source>Paste rows…</source>
        <translation>粘贴行…</translation>
    </message>
</context>
<context>
    <name>gis::ui::BaseMapDialog</name>
    <message>
        <source>Kind of base map</source>
        <translation>底图类型</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Tile grid</source>
        <translation>瓦片格网</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>文件或文件夹</translation>
    </message>
    <message>
        <source>Template of the address</source>
        <translation>地址模板</translation>
    </message>
    <message>
        <source>Choose the file or folder</source>
        <translation>选择文件或文件夹</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Base map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Raster file (GeoTIFF, MBTiles …)</source>
        <translation>栅格文件（GeoTIFF、MBTiles 等）</translation>
    </message>
    <message>
        <source>Folder of tiles</source>
        <translation>瓦片文件夹</translation>
    </message>
    <message>
        <source>Tianditu</source>
        <translation>天地图</translation>
    </message>
    <message>
        <source>Web map by its template</source>
        <translation>按模板的网络地图</translation>
    </message>
    <message>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Terrain</source>
        <translation>地形</translation>
    </message>
    <message>
        <source>Web Mercator (EPSG:3857)</source>
        <translation>Web 墨卡托（EPSG:3857）</translation>
    </message>
    <message>
        <source>CGCS2000 degrees (EPSG:4490)</source>
        <translation>CGCS2000 经纬度（EPSG:4490）</translation>
    </message>
    <message>
        <source>WGS 84 degrees (EPSG:4326)</source>
        <translation>WGS 84 经纬度（EPSG:4326）</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>A file without a coordinate system is taken to be in the city&apos;s.</source>
        <translation>没有坐标系的文件按城市坐标系处理。</translation>
    </message>
    <message>
        <source>Pictures level/column/row in web Mercator, as gdal2tiles writes them.</source>
        <translation>Web 墨卡托投影的“级别/列/行”图片，即 gdal2tiles 写出的形式。</translation>
    </message>
    <message>
        <source>Web maps are switched off: the program does not use the network until the preferences allow it.</source>
        <translation>网络地图已关闭：在首选项允许之前，程序不使用网络。</translation>
    </message>
    <message>
        <source>Tianditu wants a key of your own: enter it in the preferences.</source>
        <translation>天地图需要您自己的密钥：请在首选项中输入。</translation>
    </message>
    <message>
        <source>Places to fill: {z} {x} {y}, {-y} from the south, {s:0-7} for servers, {key}, {bbox} for WMS.</source>
        <translation>占位符：{z} {x} {y}，{-y} 从南数起，{s:0-7} 选择服务器，{key} 密钥，{bbox} 用于 WMS。</translation>
    </message>
    <message>
        <source>Base maps (*.tif *.tiff *.mbtiles *.gpkg *.png *.jpg *.jpeg *.jp2 *.img *.webp);;All files (*)</source>
        <translation>底图 (*.tif *.tiff *.mbtiles *.gpkg *.png *.jpg *.jpeg *.jp2 *.img *.webp);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Say which base map it shall be.</source>
        <translation>请指定使用哪个底图。</translation>
    </message>
</context>
<context>
    <name>gis::ui::BaseMapHolder</name>
    <message>
        <source>Open the base map</source>
        <translation>打开底图</translation>
    </message>
    <message>
        <source>Tianditu map</source>
        <translation>天地图地图</translation>
    </message>
    <message>
        <source>Tianditu imagery</source>
        <translation>天地图影像</translation>
    </message>
    <message>
        <source>Tianditu terrain</source>
        <translation>天地图地形</translation>
    </message>
    <message>
        <source>The web map does not answer: %1</source>
        <translation>网络地图没有应答：%1</translation>
    </message>
    <message>
        <source>Make reduced copies of the base map</source>
        <translation>生成底图概览</translation>
    </message>
</context>
<context>
    <name>gis::ui::BaseMapRow</name>
    <message>
        <source>Show the base map</source>
        <translation>显示底图</translation>
    </message>
    <message>
        <source>Fade of the base map</source>
        <translation>底图淡化程度</translation>
    </message>
    <message>
        <source>Choose another base map</source>
        <translation>选择其他底图</translation>
    </message>
    <message>
        <source>Take the base map away</source>
        <translation>移除底图</translation>
    </message>
</context>
<context>
    <name>gis::ui::BatchStepDialog</name>
    <message>
        <source>Take the step</source>
        <translation>办理该步骤</translation>
    </message>
    <message numerus="yes">
        <source>One step for %n case(s)</source>
        <translation>
            <numerusform>对 %n 个案卷办理同一步骤</numerusform>
        </translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Department or handler</source>
        <translation>部门或处置人员</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Goes on</source>
        <translation>恢复日期</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1（%3 个中的 %2 个）</translation>
    </message>
    <message>
        <source>None of these cases has a further step.</source>
        <translation>这些案卷都没有后续步骤。</translation>
    </message>
    <message>
        <source>All that may take the step take it together; one undo takes them all back.</source>
        <translation>所有可办理的案卷一起办理；撤销一次即全部收回。</translation>
    </message>
    <message>
        <source>Meets the filing condition</source>
        <translation>符合立案条件</translation>
    </message>
    <message>
        <source>Meets the closing condition</source>
        <translation>符合结案条件</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Done: %1. Refused: %2.</source>
        <translation>已办理：%1。被拒绝：%2。</translation>
    </message>
</context>
<context>
    <name>gis::ui::BufferDialog</name>
    <message>
        <source>Buffer</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>Distance in metres</source>
        <translation>距离（米）</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source>Below 0 areas shrink</source>
        <translation>小于 0 时面会缩小</translation>
    </message>
    <message>
        <source>merge the buffers that meet</source>
        <translation>合并相接的缓冲区</translation>
    </message>
    <message>
        <source>One feature for each connected part, with the number of features in it</source>
        <translation>每个连通部分成为一个要素，并带其中的要素个数</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Points and lines have no inside: give a distance above 0.</source>
        <translation>点和线没有内部：请给出大于 0 的距离。</translation>
    </message>
</context>
<context>
    <name>gis::ui::BulletinDialog</name>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>抬头</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>等效命令行</translation>
    </message>
    <message>
        <source>Replace the file if it is there</source>
        <translation>文件已存在时替换</translation>
    </message>
    <message>
        <source>What became of the bulletin</source>
        <translation>通报制作结果</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>制作</translation>
    </message>
    <message>
        <source>Make the bulletin</source>
        <translation>制作通报</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Bulletin</source>
        <translation>案件通报</translation>
    </message>
    <message>
        <source>The whole city</source>
        <translation>全市</translation>
    </message>
    <message>
        <source>PDF, for reading and printing</source>
        <translation>PDF，用于阅读和打印</translation>
    </message>
    <message>
        <source>Spreadsheet (XLSX), all figures</source>
        <translation>电子表格 (XLSX)，全部指标</translation>
    </message>
    <message>
        <source>Name of the office, or empty</source>
        <translation>单位名称，可留空</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Spreadsheets (*.xlsx)</source>
        <translation>电子表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>The last day lies before the first one.</source>
        <translation>截止日早于起始日。</translation>
    </message>
    <message>
        <source>The file&apos;s name must end in .%1.</source>
        <translation>文件名须以 .%1 结尾。</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>已停止，未写入任何内容。</translation>
    </message>
    <message>
        <source>Counting the cases of the period …</source>
        <translation>正在统计该时段的案卷…</translation>
    </message>
    <message>
        <source>The pages are being made …</source>
        <translation>正在生成页面…</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::CalculateDialog</name>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Calculate a column of %1</source>
        <translation>计算%1的列</translation>
    </message>
    <message>
        <source>e.g. round(ST_Area(geometry), 2); two letters or Ctrl+Space list the names</source>
        <translation>例如 round(ST_Area(geometry), 2)；键入两个字母或按 Ctrl+空格 列出名称</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>所有行</translation>
    </message>
    <message>
        <source>The selected rows (%L1)</source>
        <translation>选中的行（%L1）</translation>
    </message>
    <message>
        <source>Rows that meet a condition</source>
        <translation>满足条件的行</translation>
    </message>
    <message>
        <source>e.g. area &gt; 100</source>
        <translation>例如 area &gt; 100</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Calculate</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>This layer has no columns.</source>
        <translation>此图层没有列。</translation>
    </message>
    <message>
        <source>Type an expression</source>
        <translation>请键入表达式</translation>
    </message>
    <message>
        <source>Try the expression</source>
        <translation>试算表达式</translation>
    </message>
    <message>
        <source>No row is meant</source>
        <translation>没有符合的行</translation>
    </message>
    <message>
        <source>The first rows; nothing is changed yet</source>
        <translation>前若干行；尚未作任何修改</translation>
    </message>
    <message>
        <source>Calculate a column</source>
        <translation>计算列</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) changed; Ctrl+Z takes it back</source>
        <translation>
            <numerusform>已修改 %Ln 行；按 Ctrl+Z 撤销</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::CalendarDialog</name>
    <message>
        <source>Holiday</source>
        <translation>放假</translation>
    </message>
    <message>
        <source>Worked day</source>
        <translation>上班</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>照常</translation>
    </message>
    <message>
        <source>Working calendar</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>Name of the day</source>
        <translation>日期名称</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Holidays and worked days</source>
        <translation>放假日和调休上班日</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Deadlines that are computed from now on follow the calendar; those of kept cases stay.</source>
        <translation>此后计算的时限按此日历；已有案卷的截止时间不变。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export the calendar</source>
        <translation>导出日历</translation>
    </message>
    <message>
        <source>Import days</source>
        <translation>导入日期</translation>
    </message>
    <message>
        <source>Tables as text</source>
        <translation>文本表格</translation>
    </message>
    <message>
        <source>Read: %1 holiday(s), %2 worked day(s).</source>
        <translation>已读取：放假 %1 天，上班 %2 天。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseBoardPanel</name>
    <message>
        <source>Board of the cases</source>
        <translation>案卷看板</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>未选择人员</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Waiting for me</source>
        <translation>待我办理</translation>
    </message>
    <message>
        <source>Reported today</source>
        <translation>今日上报</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>今日结案</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Show these cases in the list</source>
        <translation>在列表中显示这些案卷</translation>
    </message>
    <message>
        <source>By department</source>
        <translation>按部门</translation>
    </message>
    <message>
        <source>By grid</source>
        <translation>按网格</translation>
    </message>
    <message>
        <source>By district</source>
        <translation>按区县</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Groups of cases</source>
        <translation>案卷分组</translation>
    </message>
    <message>
        <source>Who works here</source>
        <translation>谁在工作</translation>
    </message>
    <message>
        <source>Operators…</source>
        <translation>操作人员…</translation>
    </message>
    <message>
        <source>Roles are labels kept on this computer; they protect nothing.</source>
        <translation>岗位只是保存在本机的标签，不起任何权限保护作用。</translation>
    </message>
    <message>
        <source>%1 more became overdue</source>
        <translation>新增超期 %1 件</translation>
    </message>
    <message>
        <source>%1 due within an hour</source>
        <translation>一小时内到期 %1 件</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation>提醒：%1</translation>
    </message>
    <message>
        <source>By subdistrict</source>
        <translation>按街道</translation>
    </message>
    <message>
        <source>Subdistrict</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>The cases are being read: %1 of %2 are counted so far.</source>
        <translation>正在读取案卷：已统计 %1 件，共 %2 件。</translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseHistory</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseKeeper</name>
    <message>
        <source>Cases in memory</source>
        <translation>内存中的案卷</translation>
    </message>
    <message>
        <source>Texts of the cases</source>
        <translation>案卷文字</translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseListDialog</name>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Take in or hand out</source>
        <translation>导入或导出</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose a list</source>
        <translation>选择清单</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Look what changes</source>
        <translation>查看变化</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Take the list in</source>
        <translation>导入清单</translation>
    </message>
    <message>
        <source>Cases to place…</source>
        <translation>待定位案卷…</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>Longitudes and latitudes</source>
        <translation>经纬度坐标</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Only the chosen cases</source>
        <translation>仅所选案卷</translation>
    </message>
    <message>
        <source>Replace the file if it is there</source>
        <translation>文件已存在时替换</translation>
    </message>
    <message>
        <source>Columns and what they mean</source>
        <translation>各列及其含义</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化内容</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Lists of cases</source>
        <translation>案卷清单</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>WGS 84 or CGCS2000, or the city&apos;s coordinates</source>
        <translation>WGS 84、CGCS2000 或城市坐标系</translation>
    </message>
    <message>
        <source>GCJ-02 (as web maps of China move them)</source>
        <translation>GCJ-02（国内网络地图偏移坐标）</translation>
    </message>
    <message>
        <source>BD-09 (as Baidu moves them)</source>
        <translation>BD-09（百度偏移坐标）</translation>
    </message>
    <message>
        <source>Column of the list</source>
        <translation>清单的列</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>首个值</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>案卷号</translation>
    </message>
    <message>
        <source>A spreadsheet, CSV or Open311 file of another platform. A number that is known is an update, never a second case; what you choose for a column is remembered.</source>
        <translation>其他平台的电子表格、CSV 或 Open311 文件。编号已存在的按更新处理，不会重复建案；各列的选择会被记住。</translation>
    </message>
    <message>
        <source>Chinese (任务号, 上报时间 …)</source>
        <translation>中文（任务号、上报时间……）</translation>
    </message>
    <message>
        <source>Names (task_num, create_time …)</source>
        <translation>字段名（task_num、create_time……）</translation>
    </message>
    <message>
        <source>Only the chosen cases (%1)</source>
        <translation>仅所选案卷（%1 件）</translation>
    </message>
    <message>
        <source>As .xlsx or .csv in the common platform&apos;s columns, as .json for Open311. Who reported a case is never written.</source>
        <translation>.xlsx 或 .csv 按通用平台的列导出，.json 按 Open311 导出。上报人信息一律不写入。</translation>
    </message>
    <message>
        <source>Read a list</source>
        <translation>读取清单</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>不导入</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s).</source>
        <translation>
            <numerusform>%Ln 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>The city is open read-only.</source>
        <translation>城市库以只读方式打开。</translation>
    </message>
    <message>
        <source>Say which column holds the numbers of the cases.</source>
        <translation>请指明哪一列是案卷编号。</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新案卷</translation>
    </message>
    <message>
        <source>has no position</source>
        <translation>没有位置</translation>
    </message>
    <message>
        <source>Would be: %1 new, %2 updated, %3 as they are, %4 not taken, %5 without a position.</source>
        <translation>将会：新增 %1 件，更新 %2 件，不变 %3 件，不予导入 %4 行，没有位置 %5 件。</translation>
    </message>
    <message>
        <source>Taken in: %1 new, %2 updated, %3 as they are, %4 not taken, %5 without a position.</source>
        <translation>已导入：新增 %1 件，更新 %2 件，不变 %3 件，不予导入 %4 行，没有位置 %5 件。</translation>
    </message>
    <message>
        <source>Positions were moved back from %1.</source>
        <translation>位置已由 %1 纠偏还原。</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在写入……</translation>
    </message>
    <message numerus="yes">
        <source>%Ln case(s) written:</source>
        <translation>
            <numerusform>已写出 %Ln 件案卷：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseMapBox</name>
    <message>
        <source>Cases on the map</source>
        <translation>地图上的案卷</translation>
    </message>
    <message>
        <source>No layer has these areas</source>
        <translation>没有图层提供这类区域</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>全部日期</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>地图上</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Reported in</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不显示</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Subdistricts</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Communities</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Unit grids</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报数</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>All departments</source>
        <translation>全部部门</translation>
    </message>
    <message>
        <source>Areas that are coloured by their cases</source>
        <translation>按案卷数量着色的区域</translation>
    </message>
    <message>
        <source>Number that colours the areas</source>
        <translation>着色所用的数量</translation>
    </message>
    <message>
        <source>Cases of which department</source>
        <translation>哪个部门的案卷</translation>
    </message>
    <message>
        <source>Cases reported within how many days</source>
        <translation>多少天内上报的案卷</translation>
    </message>
    <message>
        <source>Last day of the reports</source>
        <translation>上报时段的最后一天</translation>
    </message>
    <message>
        <source>Days of the reports</source>
        <translation>上报时段</translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseSheetDialog</name>
    <message>
        <source>Print case sheet</source>
        <translation>打印案卷单</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案卷</translation>
    </message>
    <message>
        <source>The current case</source>
        <translation>当前案卷</translation>
    </message>
    <message>
        <source>All selected cases (%1)</source>
        <translation>全部所选案卷（%1）</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Scale of the map clip, 1:</source>
        <translation>地图截图的比例尺 1:</translation>
    </message>
    <message>
        <source>Map clip 1:</source>
        <translation>地图截图 1:</translation>
    </message>
    <message>
        <source>Signature lines</source>
        <translation>签字栏</translation>
    </message>
    <message>
        <source>Names, divided by commas</source>
        <translation>名称，用逗号分隔</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseSteps</name>
    <message>
        <source>%1 → %2</source>
        <comment>step → state after it</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Meets the filing condition</source>
        <translation>符合立案条件</translation>
    </message>
    <message>
        <source>Meets the closing condition</source>
        <translation>符合结案条件</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>处置人员</translation>
    </message>
    <message>
        <source>Other case</source>
        <translation>目标案卷</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>专业部门</translation>
    </message>
    <message>
        <source>No further step: the case is at its end.</source>
        <translation>案卷已办结，没有后续步骤。</translation>
    </message>
    <message>
        <source>The city is open read-only.</source>
        <translation>城市库以只读方式打开。</translation>
    </message>
    <message>
        <source>Save the corrections first.</source>
        <translation>请先保存更正。</translation>
    </message>
    <message>
        <source>Name the other case.</source>
        <translation>请填写目标案卷。</translation>
    </message>
    <message>
        <source>Name the handler.</source>
        <translation>请填写处置人员。</translation>
    </message>
    <message>
        <source>Name the department.</source>
        <translation>请填写专业部门。</translation>
    </message>
    <message>
        <source>Choose the condition.</source>
        <translation>请选择条件。</translation>
    </message>
    <message>
        <source>Write down the reason or the result.</source>
        <translation>请填写原因或结果。</translation>
    </message>
    <message>
        <source>This step needs a photo: add it below.</source>
        <translation>此步骤需要照片，请在下方添加。</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) go with the step.</source>
        <translation>
            <numerusform>%n 张照片将随此步骤提交。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>未保存任何内容。</translation>
    </message>
    <message>
        <source>%1: done. The case is now: %2</source>
        <translation>%1：已完成。案卷当前状态：%2</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步办理</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason, result or remark</source>
        <translation>原因、结果或备注</translation>
    </message>
    <message>
        <source>Take the step</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>What the step needs</source>
        <translation>此步骤的要求</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>overdue by %1</source>
        <translation>已超期 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>of working time</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>the clock stands</source>
        <translation>计时暂停</translation>
    </message>
    <message>
        <source>%1  (Alt+%2)</source>
        <translation>%1（Alt+%2）</translation>
    </message>
    <message>
        <source>Goes on</source>
        <translation>恢复日期</translation>
    </message>
    <message>
        <source>Clock of the case</source>
        <translation>案卷计时</translation>
    </message>
    <message>
        <source>exempt: the appeal was granted</source>
        <translation>申诉已获批准，免责</translation>
    </message>
    <message>
        <source>the appeal was refused</source>
        <translation>申诉未获批准</translation>
    </message>
    <message>
        <source>the check waits for an inspector&apos;s photo</source>
        <translation>等待监督员的核查照片</translation>
    </message>
</context>
<context>
    <name>gis::ui::CataloguePanel</name>
    <message>
        <source>Search in titles, providers, keywords and columns</source>
        <translation>在标题、提供方、关键词和字段中查找</translation>
    </message>
    <message>
        <source>Search titles, providers, keywords, columns</source>
        <translation>查找标题、提供方、关键词、字段</translation>
    </message>
    <message>
        <source>Past their cycle</source>
        <translation>超过更新周期</translation>
    </message>
    <message>
        <source>Only layers whose new data was due</source>
        <translation>只列应更新而未更新的图层</translation>
    </message>
    <message>
        <source>Metadata sheet…</source>
        <translation>元数据表…</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Show the layer on the map</source>
        <translation>在地图上显示该图层</translation>
    </message>
    <message>
        <source>Layers of the city</source>
        <translation>城市图层</translation>
    </message>
    <message>
        <source>What was handed over</source>
        <translation>移交记录</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>Freshness</source>
        <translation>时效</translation>
    </message>
    <message>
        <source>Used in 3 months</source>
        <translation>近三月使用</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>密级</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>移交单</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>From</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>To</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目录</translation>
    </message>
    <message numerus="yes">
        <source>past its cycle by %Ln day(s)</source>
        <translation>
            <numerusform>超期 %Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>good until %1</source>
        <translation>有效至 %1</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>数据截至 %1</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>从未使用</translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s) in all, the last on %1</source>
        <translation>
            <numerusform>共 %Ln 次，最近一次在 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 layers; %3 past their cycle, %4 not used in three months</source>
        <translation>%2 个图层中显示 %1 个；%3 个超过更新周期，%4 个三个月未用</translation>
    </message>
    <message>
        <source>Handed over (%1)</source>
        <translation>移交（%1）</translation>
    </message>
    <message>
        <source>Picture of a layer</source>
        <translation>图层缩略图</translation>
    </message>
</context>
<context>
    <name>gis::ui::CitySession</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>These layers were loaded since that date and are shown as they are now: %1</source>
        <translation>以下图层在该日之后载入，显示的是现状：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::ColumnStatisticsDialog</name>
    <message>
        <source>Column statistics of %1</source>
        <translation>“%1”的列统计</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>统计值</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>统计项</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Column statistics</source>
        <translation>列统计</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Empty (NULL)</source>
        <translation>空值（NULL）</translation>
    </message>
    <message>
        <source>Different values</source>
        <translation>不同值</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Value &quot;%1&quot;</source>
        <translation>值“%1”</translation>
    </message>
</context>
<context>
    <name>gis::ui::ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Least value</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Greatest value</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Must not be empty</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>Decimal number</source>
        <translation>小数</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>One code a line, with its name where it has one: 0701=Town housing. Empty: any value</source>
        <translation>每行一个代码，可带名称：0701=城镇住宅用地。留空：任意值</translation>
    </message>
    <message>
        <source>Change the column</source>
        <translation>修改该列</translation>
    </message>
    <message>
        <source>Drop the column</source>
        <translation>删除该列</translation>
    </message>
    <message>
        <source>Read the columns</source>
        <translation>读取各列</translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation>%1的列</translation>
    </message>
    <message>
        <source>This layer has no columns.</source>
        <translation>此图层没有列。</translation>
    </message>
    <message>
        <source>Count the losses</source>
        <translation>统计损失</translation>
    </message>
    <message>
        <source>Of %L1 values %L2 would be lost and %L3 would say less. Undo brings them back.</source>
        <translation>%L1 个值中将丢失 %L2 个，变粗略 %L3 个。撤销可恢复。</translation>
    </message>
    <message>
        <source>Accept the losses</source>
        <translation>接受损失</translation>
    </message>
    <message>
        <source>Change a column</source>
        <translation>修改列</translation>
    </message>
    <message>
        <source>%L1 values would go with the column. Undo brings them back.</source>
        <translation>将随该列失去 %L1 个值。撤销可恢复。</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>确认删除</translation>
    </message>
    <message>
        <source>Drop a column</source>
        <translation>删除一列</translation>
    </message>
    <message>
        <source>The column is being written. It can be stopped under Running work.</source>
        <translation>正在写入该列。可在“正在运行的任务”中停止。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>gis::ui::ComponentImportDialog</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>选择表格</translation>
    </message>
    <message>
        <source>Columns and attributes</source>
        <translation>列与属性</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Import components</source>
        <translation>导入部件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Column of the table</source>
        <translation>表格列</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>首个值</translation>
    </message>
    <message>
        <source>A spreadsheet or CSV with a row for each component. What you choose for a column is remembered.</source>
        <translation>每个部件一行的电子表格或 CSV。为各列所选的属性会被记住。</translation>
    </message>
    <message>
        <source>Table of components</source>
        <translation>部件表</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Read a table</source>
        <translation>读取表格</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>不导入</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s).</source>
        <translation>
            <numerusform>%Ln 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Components with an identifier that is there are updated, those without get one.</source>
        <translation>标识码已有的部件将更新，没有标识码的将赋码。</translation>
    </message>
    <message>
        <source>Say which columns are x and y.</source>
        <translation>请指定哪些列是 x 和 y。</translation>
    </message>
    <message>
        <source>Importing …</source>
        <translation>正在导入……</translation>
    </message>
    <message>
        <source>%1 read: %2 added, %3 changed, %4 as they were; %5 got an identifier.</source>
        <translation>读取 %1 行：新增 %2，修改 %3，未变 %4；赋码 %5 个。</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Not taken: %1</source>
        <translation>未导入：%1</translation>
    </message>
    <message>
        <source>To be looked at: %1</source>
        <translation>需要查看：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::ConditionEditor</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>附近</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Visible map</source>
        <translation>可见地图</translation>
    </message>
    <message>
        <source>Selected ones</source>
        <translation>已选要素</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>meets</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>lies within</source>
        <translation>位于其内</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>covers</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>is covered by</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>touches</source>
        <translation>相接</translation>
    </message>
    <message>
        <source>overlaps</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>crosses</source>
        <translation>穿越</translation>
    </message>
    <message>
        <source>is equal to</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>meets no</source>
        <translation>不与任何相交</translation>
    </message>
    <message>
        <source>Kind of condition</source>
        <translation>条件的种类</translation>
    </message>
    <message>
        <source>Distance in metres</source>
        <translation>距离（米）</translation>
    </message>
    <message>
        <source>m from</source>
        <translation>米以内，距</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Other layer</source>
        <translation>另一图层</translation>
    </message>
    <message>
        <source>Condition in SQL on the layer&apos;s fields</source>
        <translation>对图层字段的 SQL 条件</translation>
    </message>
    <message>
        <source>Condition in SQL, e.g. &quot;area&quot; &gt; 100</source>
        <translation>SQL 条件，如 &quot;area&quot; &gt; 100</translation>
    </message>
    <message>
        <source>Only incidents have a deadline.</source>
        <translation>只有案件有期限。</translation>
    </message>
    <message>
        <source>What lies in the part of the map that is visible now.</source>
        <translation>位于当前可见地图范围内者。</translation>
    </message>
    <message>
        <source>The features that are selected now.</source>
        <translation>当前选中的要素。</translation>
    </message>
    <message>
        <source>This condition is kept as it was made; remove it, or choose another kind.</source>
        <translation>此条件保持原样；可移除它，或选择其他种类。</translation>
    </message>
    <message>
        <source>The deadline is past, the case is open and its clock runs.</source>
        <translation>已过期限，案件未结且计时未停。</translation>
    </message>
</context>
<context>
    <name>gis::ui::ConstructionBox</name>
    <message numerus="yes">
        <source>%Ln place(s) are needed</source>
        <translation>
            <numerusform>需要 %Ln 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>Lengths need a city in metres: this one is in degrees</source>
        <translation>边长需要以米为单位的城市：此城市以度为单位</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>last edge %1 m, %2°</source>
        <translation>上一条边 %1 米，%2°</translation>
    </message>
    <message>
        <source>East, north</source>
        <translation>东、北</translation>
    </message>
    <message>
        <source>North, east</source>
        <translation>北、东</translation>
    </message>
    <message>
        <source>Order of typed coordinates</source>
        <translation>键入坐标的次序</translation>
    </message>
    <message>
        <source>Type a place: 500120.5,3580200 or @12,-3 or 25&lt;90 (length&lt;bearing) or 25&lt;R (to the right), 25&lt;L, 25&lt;S (straight on)</source>
        <translation>键入位置：500120.5,3580200 或 @12,-3 或 25&lt;90（边长&lt;方位角）或 25&lt;R（右转）、25&lt;L（左转）、25&lt;S（直行）</translation>
    </message>
    <message>
        <source>N,E   @dN,dE   25&lt;90   25&lt;R</source>
        <translation>北,东   @d北,d东   25&lt;90   25&lt;R</translation>
    </message>
    <message>
        <source>E,N   @dE,dN   25&lt;90   25&lt;R</source>
        <translation>东,北   @d东,d北   25&lt;90   25&lt;R</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>The next place is free</source>
        <translation>下一点不受约束</translation>
    </message>
    <message>
        <source>∟ Right angle</source>
        <translation>∟ 直角</translation>
    </message>
    <message>
        <source>The next edge stands at a right angle to the last one</source>
        <translation>下一条边与上一条边成直角</translation>
    </message>
    <message>
        <source>∥ Parallel</source>
        <translation>∥ 平行</translation>
    </message>
    <message>
        <source>The next edge runs parallel to the edge under the pointer when this is chosen, else to the last one</source>
        <translation>下一条边平行于选择此项时指针下的边，否则平行于上一条边</translation>
    </message>
    <message>
        <source>◠ Arc</source>
        <translation>◠ 圆弧</translation>
    </message>
    <message>
        <source>The next two places make an arc of a circle: one on it, then its end</source>
        <translation>接下来的两点构成圆弧：先是弧上一点，再是终点</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>退一点</translation>
    </message>
    <message>
        <source>Take the last place back (Backspace)</source>
        <translation>取消上一点（退格键）</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Bring back the sketch that was ended or set aside last</source>
        <translation>取回上一次结束或放在一边的草图</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>End the sketch (Enter)</source>
        <translation>结束草图（回车）</translation>
    </message>
</context>
<context>
    <name>gis::ui::CorrectionNoteDialog</name>
    <message>
        <source>Correction note</source>
        <translation>校核纠错单</translation>
    </message>
    <message>
        <source>Bureau</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>correction note</source>
        <translation>校核纠错单</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s) of %1 go to the bureau that owns the layer; the note is kept with its state.</source>
        <translation>
            <numerusform>“%1”的 %Ln 个问题将发往该图层的主管部门；纠错单及其状态将被保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>To the bureau</source>
        <translation>发往部门</translation>
    </message>
    <message>
        <source>Into the file</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>Spreadsheet (*.xlsx)</source>
        <translation>电子表格 (*.xlsx)</translation>
    </message>
</context>
<context>
    <name>gis::ui::CoverageRefusalDialog</name>
    <message>
        <source>Look for the repair</source>
        <translation>查找修复办法</translation>
    </message>
    <message>
        <source>What is wrong with the edit</source>
        <translation>该编辑的问题</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The edit would tear the coverage</source>
        <translation>该编辑会破坏覆盖层</translation>
    </message>
    <message>
        <source>The repair takes what overlaps from the shape that was drawn, and gives a gap to the neighbour with the longest common border.</source>
        <translation>修复时，重叠部分从所绘图形中扣除；缝隙归公共边最长的相邻面。</translation>
    </message>
    <message>
        <source>This cannot be repaired by itself: draw it anew, or change the neighbours first.</source>
        <translation>无法自动修复：请重新绘制，或先修改相邻面。</translation>
    </message>
    <message>
        <source>Repair and save</source>
        <translation>修复并保存</translation>
    </message>
    <message>
        <source>as it was drawn</source>
        <translation>所绘图形</translation>
    </message>
    <message>
        <source>after the repair</source>
        <translation>修复后</translation>
    </message>
    <message>
        <source>overlap or gap</source>
        <translation>重叠或缝隙</translation>
    </message>
    <message>
        <source>Repair an edit</source>
        <translation>修复编辑</translation>
    </message>
</context>
<context>
    <name>gis::ui::DayDialog</name>
    <message>
        <source>Name of the other desk</source>
        <translation>对方席位名称</translation>
    </message>
    <message>
        <source>With the photos of these cases</source>
        <translation>附带这些案卷的照片</translation>
    </message>
    <message>
        <source>Write a package…</source>
        <translation>写出日包…</translation>
    </message>
    <message>
        <source>Read a package…</source>
        <translation>读取日包…</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>All: here</source>
        <translation>全部取本地</translation>
    </message>
    <message>
        <source>Everywhere the value of here</source>
        <translation>全部取本地的值</translation>
    </message>
    <message>
        <source>All: there</source>
        <translation>全部取对方</translation>
    </message>
    <message>
        <source>Everywhere the value of there</source>
        <translation>全部取对方的值</translation>
    </message>
    <message>
        <source>Fields that both desks changed</source>
        <translation>双方都改动的字段</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Day packages</source>
        <translation>日包</translation>
    </message>
    <message>
        <source>To the other desk</source>
        <translation>送往对方席位</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Place, time and camera are taken out of the copies, marked faces and plates are black</source>
        <translation>副本去除位置、时间和相机信息，已标记的人脸和车牌为黑色</translation>
    </message>
    <message>
        <source>From the other desk</source>
        <translation>来自对方席位</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案卷</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>There</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Changed there by</source>
        <translation>对方修改人</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>取用</translation>
    </message>
    <message>
        <source>A second desk works on a copy of the city (Save a copy). What was done to cases goes out and back in packages; read the other desk&apos;s package at the end of the day.</source>
        <translation>第二个席位在城市的副本（另存副本）上工作。对案卷所做的工作以日包送出和带回；每天结束时读取对方席位的日包。</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止，没有任何改动。</translation>
    </message>
    <message>
        <source>Write a package</source>
        <translation>写出日包</translation>
    </message>
    <message>
        <source>Read a package</source>
        <translation>读取日包</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) stay here: they leave only when ticked.</source>
        <translation>
            <numerusform>%Ln 张照片留在本地：勾选后才会送出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Package of %1, %2: %3 new steps, %4 known; %5 new cases, %6 changed.</source>
        <translation>%1 的日包，%2：新步骤 %3 个，已有 %4 个；新案卷 %5 个，更改 %6 个。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s) were changed at both desks: say which value holds. Cases that are not decided wait.</source>
        <translation>
            <numerusform>%Ln 个字段双方都有改动：请指定以哪个值为准。未决定的案卷将等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>The whole case</source>
        <translation>整个案卷</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>taken away</source>
        <translation>已删去</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>here</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>there</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Take a package over</source>
        <translation>接收日包</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s) wait for a decision.</source>
        <translation>
            <numerusform>%Ln 个步骤等待决定。</numerusform>
        </translation>
    </message>
    <message>
        <source>Both desks had given the number %1: the case is %2 now.</source>
        <translation>两个席位都给出了编号 %1：该案卷现为 %2。</translation>
    </message>
    <message>
        <source>Written: %1 (%2, %3, %4).</source>
        <translation>已写出：%1（%2，%3，%4）。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln 个步骤</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln case(s)</source>
        <translation>
            <numerusform>%Ln 个案卷</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken over: %1; %2, %3 changed, %4.</source>
        <translation>已接收：%1；%2，更改 %3 个，%4。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new case(s)</source>
        <translation>
            <numerusform>新案卷 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::DeskSettingsDialog</name>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Settings of the incident desk</source>
        <translation>案卷设置</translation>
    </message>
    <message>
        <source>Numbers are made of text and of {date}, {category}, {type} (C for a component, else E); they end with {seq4}, a running number of at least so many digits. Numbers that were given stay.</source>
        <translation>编号由文字和 {date}（日期）、{category}（类别代码）、{type}（部件为 C，其余为 E）组成，末尾为 {seq4}，即至少这么多位的流水号。已有的编号不变。</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>For example %1</source>
        <translation>例如 %1</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Or codes and their beginnings, such as 06 09005</source>
        <translation>或填写代码及其开头，如 06 09005</translation>
    </message>
</context>
<context>
    <name>gis::ui::DialogJob</name>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
</context>
<context>
    <name>gis::ui::DictionaryDialog</name>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>New cases are filed under</source>
        <translation>新案卷采用</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Only the city&apos;s</source>
        <translation>仅城市自有</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>增加一行</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Code tables</source>
        <translation>代码表</translation>
    </message>
    <message>
        <source>New cases are filed under these codes; kept ones stay under theirs.</source>
        <translation>新案卷采用此代码；已有案卷保留原代码。</translation>
    </message>
    <message>
        <source>GB/T 47678.5-2026 (five digits)</source>
        <translation>GB/T 47678.5-2026（五位）</translation>
    </message>
    <message>
        <source>CJ/T 214 (four digits)</source>
        <translation>CJ/T 214（四位）</translation>
    </message>
    <message>
        <source>Kept: %1 added, %2 changed.</source>
        <translation>已保存：新增 %1，修改 %2。</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表</translation>
    </message>
    <message>
        <source>Import codes</source>
        <translation>导入代码</translation>
    </message>
    <message>
        <source>Tables as text</source>
        <translation>文本表格</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>%1: %2 added, %3 changed, %4 as they were</source>
        <translation>%1：新增 %2，修改 %3，未变 %4</translation>
    </message>
    <message>
        <source>Row %1 of %2: %3</source>
        <translation>%2 第 %1 行：%3</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>……另有 %1 条</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写出：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::DissolveDialog</name>
    <message>
        <source>Dissolve</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>Features that agree in the ticked fields become one</source>
        <translation>所勾选字段的值都相同的要素合为一个</translation>
    </message>
    <message>
        <source>By the fields</source>
        <translation>按字段</translation>
    </message>
    <message>
        <source>Tick at least one field.</source>
        <translation>请至少勾选一个字段。</translation>
    </message>
</context>
<context>
    <name>gis::ui::DomainDelegate</name>
    <message>
        <source>&quot;%1&quot; is not a code of this column</source>
        <translation>“%1”不是该列的代码</translation>
    </message>
</context>
<context>
    <name>gis::ui::DrawTool</name>
    <message>
        <source>Click the place, or type it; S switches snapping, Alt leaves it out once</source>
        <translation>单击或键入位置；S 开关捕捉，按住 Alt 临时不捕捉</translation>
    </message>
    <message>
        <source>Click or type the places; Backspace takes one back, right click or Enter ends, Esc puts the sketch aside; S switches snapping</source>
        <translation>单击或键入各点；退格键取消一点，右键或回车结束，Esc 把草图放在一边；S 开关捕捉</translation>
    </message>
    <message>
        <source>The sketch is set aside; Backspace brings it back</source>
        <translation>草图已放在一边；按退格键取回</translation>
    </message>
</context>
<context>
    <name>gis::ui::DuplicateBox</name>
    <message>
        <source>Duplicates near by</source>
        <translation>附近的重复案卷</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 m away</source>
        <translation>相距 %1 米</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Open the case %1</source>
        <translation>打开案卷 %1</translation>
    </message>
    <message>
        <source>Attach to it</source>
        <translation>并入该案</translation>
    </message>
    <message>
        <source>Attach the report to %1</source>
        <translation>将上报并入 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) of this category were reported near by. The same thing?</source>
        <translation>
            <numerusform>附近已上报 %n 件同类案卷。是否为同一问题？</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::ExportColumns</name>
    <message>
        <source>Columns</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Name in the file</source>
        <translation>文件中的名称</translation>
    </message>
    <message>
        <source>Untick what is not handed over; double-click a name to give another</source>
        <translation>取消勾选不提供的字段；双击名称可改名</translation>
    </message>
</context>
<context>
    <name>gis::ui::ExportDialog</name>
    <message>
        <source>Cut features at the border</source>
        <translation>在边界处裁切要素</translation>
    </message>
    <message>
        <source>Replace files that exist</source>
        <translation>替换已有文件</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出“%1”</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Shapefile</source>
        <translation>Shapefile</translation>
    </message>
    <message>
        <source>Spreadsheet (XLSX)</source>
        <translation>电子表格（XLSX）</translation>
    </message>
    <message>
        <source>Drawing (DXF)</source>
        <translation>图形（DXF）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Encoding of texts</source>
        <translation>文本编码</translation>
    </message>
    <message>
        <source>GBK (older Chinese programs)</source>
        <translation>GBK（较旧的中文软件）</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>As the format wants, else that of the layer</source>
        <translation>按格式要求，否则用图层的坐标系</translation>
    </message>
    <message>
        <source>That of the city</source>
        <translation>城市库的坐标系</translation>
    </message>
    <message>
        <source>EPSG:4490 – CGCS2000, degrees</source>
        <translation>EPSG:4490 – CGCS2000，经纬度</translation>
    </message>
    <message>
        <source>EPSG:4326 – WGS 84, degrees</source>
        <translation>EPSG:4326 – WGS 84，经纬度</translation>
    </message>
    <message>
        <source>EPSG:4528 – CGCS2000, zone number 40</source>
        <translation>EPSG:4528 – CGCS2000，带号 40</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected one(s)</source>
        <translation>
            <numerusform>所选的 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>SQL condition, or empty</source>
        <translation>SQL 条件，可留空</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>当前地图视图</translation>
    </message>
    <message>
        <source>Or type LAYER:ID, four coordinates, or WKT</source>
        <translation>或输入 图层:ID、四个坐标或 WKT</translation>
    </message>
    <message>
        <source>Geometry in tables</source>
        <translation>表格中的几何</translation>
    </message>
    <message>
        <source>Points as x and y, others as text</source>
        <translation>点写为 x 和 y，其他写为文本</translation>
    </message>
    <message>
        <source>x and y</source>
        <translation>x 和 y</translation>
    </message>
    <message>
        <source>WKT</source>
        <translation>WKT</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Count what an export loses</source>
        <translation>统计导出将丢失的内容</translation>
    </message>
    <message>
        <source>Read the divisions</source>
        <translation>读取行政区划</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>请为文件命名。</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>文件夹不存在。</translation>
    </message>
    <message>
        <source>This file exists already. Choose another name, or tick “Replace files that exist”.</source>
        <translation>该文件已存在。请另取名称，或勾选“替换已有文件”。</translation>
    </message>
    <message>
        <source>Names of columns</source>
        <translation>字段名</translation>
    </message>
    <message>
        <source>Cut to what the format takes</source>
        <translation>按格式限制截断</translation>
    </message>
    <message>
        <source>Initials in pinyin, at most 10 letters</source>
        <translation>拼音首字母，至多 10 个字符</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>移交单</translation>
    </message>
    <message>
        <source>Beside the file, as PDF to be signed</source>
        <translation>与文件同处，PDF（供签字盖章）</translation>
    </message>
    <message>
        <source>Beside the file, as JSON</source>
        <translation>与文件同处，JSON</translation>
    </message>
    <message>
        <source>Bureau that hands over</source>
        <translation>移交单位</translation>
    </message>
    <message>
        <source>Bureau that receives</source>
        <translation>接收单位</translation>
    </message>
    <message>
        <source>Security mark</source>
        <translation>密级</translation>
    </message>
    <message>
        <source>The receipt exists already. Choose another name, or tick “Replace files that exist”.</source>
        <translation>移交单已存在。请另取名称，或勾选“替换已有文件”。</translation>
    </message>
    <message>
        <source>_receipt</source>
        <translation>_移交单</translation>
    </message>
    <message>
        <source>Boundary points (TXT)</source>
        <translation>界址点（TXT）</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Export layers</source>
        <translation>导出图层</translation>
    </message>
    <message>
        <source>The area that was drawn</source>
        <translation>所画的范围</translation>
    </message>
    <message>
        <source>Tick the layers to export.</source>
        <translation>请勾选要导出的图层。</translation>
    </message>
    <message>
        <source>Choose the folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>receipt_%1</source>
        <translation>移交单_%1</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Layers of a drawing</source>
        <translation>图形的图层</translation>
    </message>
    <message>
        <source>Column whose values name the drawing&apos;s layers</source>
        <translation>以该字段的值为图形的图层名</translation>
    </message>
    <message>
        <source>One, the name of the layer</source>
        <translation>只用一个，取图层名</translation>
    </message>
    <message>
        <source>Draw…</source>
        <translation>绘制…</translation>
    </message>
    <message>
        <source>Draw the area on the map</source>
        <translation>在地图上画出范围</translation>
    </message>
    <message>
        <source>What the data is for</source>
        <translation>数据用途</translation>
    </message>
    <message>
        <source>What is selected</source>
        <translation>所选要素</translation>
    </message>
    <message>
        <source>The selection in %1</source>
        <translation>“%1”中所选</translation>
    </message>
    <message>
        <source>That of the metadata sheet</source>
        <translation>取元数据表中的密级</translation>
    </message>
    <message>
        <source>Leave small figures about people empty (below 10)</source>
        <translation>人口类小数字（小于 10）留空</translation>
    </message>
    <message>
        <source>All layers in one file</source>
        <translation>所有图层写入一个文件</translation>
    </message>
    <message>
        <source>Files by 3-degree zone of CGCS2000</source>
        <translation>按 CGCS2000 三度带分文件</translation>
    </message>
    <message>
        <source>With the county of each feature (XZQDM, XZQMC)</source>
        <translation>附每个要素所在区县（XZQDM、XZQMC）</translation>
    </message>
</context>
<context>
    <name>gis::ui::ExportLossesView</name>
    <message>
        <source>What will be changed or lost</source>
        <translation>将改变或丢失的内容</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>将写出的内容</translation>
    </message>
    <message>
        <source>Take the remedy</source>
        <translation>采用此办法</translation>
    </message>
    <message>
        <source>Take all remedies</source>
        <translation>采用全部办法</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>办法</translation>
    </message>
    <message>
        <source>Change the choices above so that the chosen loss does not happen</source>
        <translation>更改上面的选项，避免所选的损失</translation>
    </message>
    <message>
        <source>Change the choices above so that no loss happens that a choice can prevent</source>
        <translation>更改上面的选项，避免所有能避免的损失</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) will be written.</source>
        <translation>
            <numerusform>将写出 %Ln 个要素。</numerusform>
        </translation>
    </message>
    <message>
        <source>Files: %1</source>
        <translation>文件：%1</translation>
    </message>
    <message>
        <source>Nothing will be lost.</source>
        <translation>不会有任何损失。</translation>
    </message>
</context>
<context>
    <name>gis::ui::ExportProfileBar</name>
    <message>
        <source>Profile of the bureau</source>
        <translation>该单位的方案</translation>
    </message>
    <message>
        <source>Keep profile</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>Remove profile</source>
        <translation>删除方案</translation>
    </message>
    <message>
        <source>A bureau&apos;s profile, or a new name</source>
        <translation>某单位的方案，或新名称</translation>
    </message>
    <message>
        <source>Keep the choices below under this name, for next time and for colleagues</source>
        <translation>以此名称保存下面的选项，供下次和同事使用</translation>
    </message>
    <message>
        <source>Take this profile away; files that were made stay</source>
        <translation>删除此方案；已生成的文件不受影响</translation>
    </message>
    <message>
        <source>Read the export profiles</source>
        <translation>读取导出方案</translation>
    </message>
    <message>
        <source>Keep an export profile</source>
        <translation>保存导出方案</translation>
    </message>
    <message>
        <source>Kept as “%1”.</source>
        <translation>已保存为“%1”。</translation>
    </message>
    <message>
        <source>Remove an export profile</source>
        <translation>删除导出方案</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>已删除“%1”。</translation>
    </message>
</context>
<context>
    <name>gis::ui::FeatureForm</name>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>date, e.g. 2026-05-01</source>
        <translation>日期，如 2026-05-01</translation>
    </message>
    <message>
        <source>date and time, e.g. 2026-05-01 09:30</source>
        <translation>日期和时间，如 2026-05-01 09:30</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Read the feature</source>
        <translation>读取要素</translation>
    </message>
    <message>
        <source>New feature of %1</source>
        <translation>%1的新要素</translation>
    </message>
    <message>
        <source>Feature %1 of %2</source>
        <translation>%2的要素 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) of %1</source>
        <translation>
            <numerusform>%1的 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>Only what you fill in is written, to all of them.</source>
        <translation>只写入您填写的内容，对所有要素生效。</translation>
    </message>
    <message>
        <source>This layer has no columns.</source>
        <translation>此图层没有列。</translation>
    </message>
    <message>
        <source>Add a feature</source>
        <translation>增加要素</translation>
    </message>
    <message>
        <source>Edit a feature</source>
        <translation>编辑要素</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>gis::ui::FeatureTableModel</name>
    <message>
        <source>Read the table</source>
        <translation>读取属性表</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message numerus="yes">
        <source>(%n byte(s))</source>
        <translation>
            <numerusform>（%n 字节）</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit a cell</source>
        <translation>编辑单元格</translation>
    </message>
</context>
<context>
    <name>gis::ui::FieldTestEdit</name>
    <message>
        <source>is</source>
        <translation>为</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不为</translation>
    </message>
    <message>
        <source>is below</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>不大于</translation>
    </message>
    <message>
        <source>is above</source>
        <translation>大于</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>不小于</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>含</translation>
    </message>
    <message>
        <source>begins with</source>
        <translation>开头为</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>为其一</translation>
    </message>
    <message>
        <source>is between</source>
        <translation>介于</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>(all)</source>
        <translation>（全部）</translation>
    </message>
    <message>
        <source>Values of a field</source>
        <translation>字段的值</translation>
    </message>
    <message>
        <source>Value; several are divided by commas, &quot;?&quot; or &quot;:name&quot; asks for it each time</source>
        <translation>值；多个用逗号分隔，&quot;?&quot; 或 &quot;:名称&quot; 表示每次询问</translation>
    </message>
</context>
<context>
    <name>gis::ui::FiguresDialog</name>
    <message>
        <source>Figures</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>The figures for each value of this column</source>
        <translation>按此列的每个值统计</translation>
    </message>
    <message>
        <source>… or for each part of its time</source>
        <translation>……或按其时间的每一段</translation>
    </message>
    <message>
        <source>each value</source>
        <translation>每个值</translation>
    </message>
    <message>
        <source>each year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>each month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>each day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>each hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>For each</source>
        <translation>按</translation>
    </message>
    <message>
        <source>and each</source>
        <translation>再按</translation>
    </message>
    <message>
        <source>how many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>要素数量</translation>
    </message>
    <message>
        <source>Area or length of the features</source>
        <translation>要素的面积或长度</translation>
    </message>
    <message>
        <source>Columns to add up or to take the mean, least or most of</source>
        <translation>要求合计、平均、最小或最大值的列</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Of columns</source>
        <translation>各列</translation>
    </message>
    <message>
        <source>The figures</source>
        <translation>统计结果</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>对应的命令行</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all</source>
        <translation>复制选中的行，未选则复制全部</translation>
    </message>
    <message>
        <source>Write the table as CSV</source>
        <translation>将表格写成 CSV</translation>
    </message>
    <message>
        <source>(no division)</source>
        <translation>（不分组）</translation>
    </message>
    <message>
        <source>length, in metres</source>
        <translation>长度（米）</translation>
    </message>
    <message>
        <source>area, in square metres</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>面积（m²）</translation>
    </message>
    <message>
        <source>Length (m)</source>
        <translation>长度（m）</translation>
    </message>
    <message>
        <source>Sum of %1</source>
        <translation>%1 合计</translation>
    </message>
    <message>
        <source>Mean of %1</source>
        <translation>%1 平均</translation>
    </message>
    <message>
        <source>Least %1</source>
        <translation>%1 最小</translation>
    </message>
    <message>
        <source>Most %1</source>
        <translation>%1 最大</translation>
    </message>
    <message>
        <source>Tick at least one figure.</source>
        <translation>请至少勾选一项统计。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>已复制 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation>导出统计结果</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written to %1</source>
        <translation>
            <numerusform>已将 %Ln 行写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (by place)</source>
        <translation>%1（按位置）</translation>
    </message>
    <message>
        <source>(in none)</source>
        <translation>（不在任何区内）</translation>
    </message>
</context>
<context>
    <name>gis::ui::FilterDialog</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Values of the field</source>
        <translation>字段的值</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>For example: &quot;area&quot; &gt; 500 AND &quot;name&quot; LIKE &apos;%park%&apos;. Empty: all rows.</source>
        <translation>例如：&quot;area&quot; &gt; 500 AND &quot;name&quot; LIKE &apos;%公园%&apos;。留空：所有行。</translation>
    </message>
    <message>
        <source>Fields (double click inserts)</source>
        <translation>字段（双击插入）</translation>
    </message>
    <message>
        <source>Condition (SQL)</source>
        <translation>条件（SQL）</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Count rows</source>
        <translation>统计行数</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::FindBox</name>
    <message>
        <source>Index of Find</source>
        <translation>查找索引</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Coordinate</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案卷</translation>
    </message>
    <message>
        <source>Crossing</source>
        <translation>路口</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Subdistrict</source>
        <translation>街道/镇</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>自然幢</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>宗地</translation>
    </message>
    <message>
        <source>Unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Find: road, address, parcel, case, coordinate, command</source>
        <translation>查找：道路、地址、宗地、案卷、坐标、命令</translation>
    </message>
    <message>
        <source>Roads, crossings, door plates, places, parcels, grids, cases, coordinates, layers, commands</source>
        <translation>道路、路口、门牌、地点、宗地、网格、案卷、坐标、图层、命令</translation>
    </message>
    <message>
        <source>Results of Find</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Find is being prepared …</source>
        <translation>正在准备查找…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>gis::ui::FindReplaceDialog</name>
    <message>
        <source>Find and replace in %1</source>
        <translation>在“%1”中查找和替换</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>The whole cell must be equal</source>
        <translation>整个单元格相同</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>fid</source>
        <translation>fid</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>替换前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>替换后</translation>
    </message>
    <message>
        <source>Type what to find</source>
        <translation>请输入查找内容</translation>
    </message>
    <message>
        <source>Number of cells that change</source>
        <translation>将更改的单元格数</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>This layer has no text column</source>
        <translation>该图层没有文本列</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Find and replace: preview</source>
        <translation>查找和替换：预览</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cell(s) would change</source>
        <translation>
            <numerusform>将更改 %Ln 个单元格</numerusform>
        </translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cell(s) changed; Ctrl+Z takes it back</source>
        <translation>
            <numerusform>已更改 %Ln 个单元格；按 Ctrl+Z 可撤销</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::GridDialog</name>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check of divisions and grids</source>
        <translation>区划与网格检查</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>正在检查……</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>全部图层</translation>
    </message>
    <message>
        <source>%1: %2 errors, %3 warnings</source>
        <translation>%1：错误 %2，警告 %3</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>未发现问题。</translation>
    </message>
    <message>
        <source>%1 errors, %2 warnings. A click shows one on the map.</source>
        <translation>%1 个错误，%2 个警告。点击即在地图上显示。</translation>
    </message>
    <message>
        <source>No layer plays these roles (layer properties): %1</source>
        <translation>没有图层承担这些角色（见图层属性）：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>gis::ui::GuideWindow</name>
    <message>
        <source>Read the guide</source>
        <translation>读取指南</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Search in the guide</source>
        <translation>在指南中查找</translation>
    </message>
</context>
<context>
    <name>gis::ui::IdentifyPanel</name>
    <message>
        <source>Identify</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Nothing here. Click a feature of a visible layer.</source>
        <translation>此处没有要素。请点击可见图层的要素。</translation>
    </message>
    <message>
        <source>Area on the map</source>
        <translation>图上面积</translation>
    </message>
    <message>
        <source>Length on the map</source>
        <translation>图上长度</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Features under the click</source>
        <translation>点击处的要素</translation>
    </message>
    <message>
        <source>Click the map with the identify tool to see what is there.</source>
        <translation>用查看工具点击地图，查看该处的内容。</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Zoom to the feature</source>
        <translation>缩放至要素</translation>
    </message>
    <message>
        <source>Select the feature</source>
        <translation>选择要素</translation>
    </message>
    <message>
        <source>Copy the attributes</source>
        <translation>复制属性</translation>
    </message>
</context>
<context>
    <name>gis::ui::ImportDialog</name>
    <message>
        <source>Points, lines and areas into layers of their own</source>
        <translation>点、线、面分别存入各自的图层</translation>
    </message>
    <message>
        <source>Tables without geometry too</source>
        <translation>同时导入无几何的表</translation>
    </message>
    <message>
        <source>Transform even where no exact operation between the datums is known</source>
        <translation>基准面之间没有精确转换方法时也进行转换</translation>
    </message>
    <message>
        <source>Import layers</source>
        <translation>导入图层</translation>
    </message>
    <message>
        <source>Files to import</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>Files, folders or archives, divided by semicolons</source>
        <translation>文件、文件夹或压缩包，以分号分隔</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Layers in the files</source>
        <translation>文件中的图层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>几何</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Encoding of texts</source>
        <translation>文本编码</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>EPSG:4549 – CGCS2000, 3-degree zone, 120° E</source>
        <translation>EPSG:4549 – CGCS2000，3 度带，中央经线 120°</translation>
    </message>
    <message>
        <source>EPSG:4528 – the same with zone number 40</source>
        <translation>EPSG:4528 – 同上，带带号 40</translation>
    </message>
    <message>
        <source>EPSG:4490 – CGCS2000, degrees</source>
        <translation>EPSG:4490 – CGCS2000，经纬度</translation>
    </message>
    <message>
        <source>EPSG:4326 – WGS 84, degrees</source>
        <translation>EPSG:4326 – WGS 84，经纬度</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>按文件中的说明</translation>
    </message>
    <message>
        <source>Coordinate system of the file</source>
        <translation>文件的坐标系</translation>
    </message>
    <message>
        <source>That of the city</source>
        <translation>城市库的坐标系</translation>
    </message>
    <message>
        <source>Keep that of the file</source>
        <translation>保留文件的坐标系</translation>
    </message>
    <message>
        <source>Coordinate system in the city</source>
        <translation>导入后的坐标系</translation>
    </message>
    <message>
        <source>Invalid geometry</source>
        <translation>无效几何</translation>
    </message>
    <message>
        <source>Repair it, and list what was repaired</source>
        <translation>修复，并列出修复的要素</translation>
    </message>
    <message>
        <source>Leave it out, and list it</source>
        <translation>不导入，并列出</translation>
    </message>
    <message>
        <source>Keep it as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>If a layer of this name exists</source>
        <translation>如果已有同名图层</translation>
    </message>
    <message>
        <source>Do not import</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Add the features to it</source>
        <translation>追加到该图层</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换该图层</translation>
    </message>
    <message>
        <source>Name in the city</source>
        <translation>在城市库中的名称</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>与文件相同</translation>
    </message>
    <message>
        <source>Providing bureau</source>
        <translation>提供部门</translation>
    </message>
    <message>
        <source>Map data (*.shp *.gpkg *.geojson *.json *.csv *.tsv *.txt *.kml *.kmz *.gml *.dxf *.dwg *.tab *.mif *.fgb *.xlsx *.xls *.ods *.gpx *.sqlite *.osm *.pbf *.zip)</source>
        <translation>地图数据 (*.shp *.gpkg *.geojson *.json *.csv *.tsv *.txt *.kml *.kmz *.gml *.dxf *.dwg *.tab *.mif *.fgb *.xlsx *.xls *.ods *.gpx *.sqlite *.osm *.pbf *.zip)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose the files to import.</source>
        <translation>请选择要导入的文件。</translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Look at files</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>What stands in the way</source>
        <translation>当前的障碍</translation>
    </message>
    <message>
        <source>The city has a layer %1. Give another name, or choose to add to it or to replace it.</source>
        <translation>城市库中已有图层 %1。请另取名称，或选择追加、替换。</translation>
    </message>
    <message>
        <source>Check the coordinate system</source>
        <translation>检查坐标系</translation>
    </message>
    <message>
        <source>The first number of a place is the north</source>
        <translation>坐标的第一个数是纵坐标（北）</translation>
    </message>
    <message>
        <source>GCJ-02 – degrees of AMap, Tencent, WeChat</source>
        <translation>GCJ-02 – 高德、腾讯、微信的经纬度</translation>
    </message>
    <message>
        <source>BD-09 – degrees of Baidu</source>
        <translation>BD-09 – 百度的经纬度</translation>
    </message>
    <message>
        <source>Identity and phone numbers</source>
        <translation>身份证号和手机号</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Mask them with stars</source>
        <translation>用星号遮盖</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>略去</translation>
    </message>
</context>
<context>
    <name>gis::ui::ImportFieldsView</name>
    <message>
        <source>%1 do not fit</source>
        <translation>%1 个不合</translation>
    </message>
    <message>
        <source>%1 without their time</source>
        <translation>%1 个舍去时间</translation>
    </message>
    <message>
        <source>%1 too long</source>
        <translation>%1 个过长</translation>
    </message>
    <message>
        <source>%1 empty</source>
        <translation>%1 个为空</translation>
    </message>
    <message>
        <source>all fit</source>
        <translation>全部合适</translation>
    </message>
    <message>
        <source>Standard layer</source>
        <translation>标准图层</translation>
    </message>
    <message>
        <source>Columns and fields</source>
        <translation>列与字段</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>Field of the layer</source>
        <translation>图层字段</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值情况</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>None: columns keep their names and types</source>
        <translation>不对应：各列保留名称和类型</translation>
    </message>
    <message>
        <source>%1 (looks like it)</source>
        <translation>%1（看来是）</translation>
    </message>
    <message>
        <source>keep the column as it is</source>
        <translation>保留该列原样</translation>
    </message>
    <message>
        <source>leave the column out</source>
        <translation>舍去该列</translation>
    </message>
    <message>
        <source>The columns look like those of a standard layer. Choose it to bring them to its fields.</source>
        <translation>各列看来属于某个标准图层。选择它即可对应到其字段。</translation>
    </message>
    <message>
        <source>Choose a standard layer to bring the columns to its fields.</source>
        <translation>选择标准图层，把各列对应到其字段。</translation>
    </message>
    <message>
        <source>As chosen for the last file of this source.</source>
        <translation>沿用此来源上一个文件的选择。</translation>
    </message>
    <message>
        <source>What is chosen here is remembered when the file is imported.</source>
        <translation>导入后会记住这里的选择。</translation>
    </message>
</context>
<context>
    <name>gis::ui::ImportSurveyView</name>
    <message>
        <source>in the city</source>
        <translation>在城市内</translation>
    </message>
    <message>
        <source>%1 km away</source>
        <translation>相距 %1 公里</translation>
    </message>
    <message>
        <source>a code, kept as text</source>
        <translation>编码，按文本保存</translation>
    </message>
    <message>
        <source>days written as text</source>
        <translation>以文本写的日期</translation>
    </message>
    <message>
        <source>numbers written as text</source>
        <translation>以文本写的数字</translation>
    </message>
    <message>
        <source>letters or digits of full width</source>
        <translation>含全角字母或数字</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>How the texts read in each encoding</source>
        <translation>各编码下的文字</translation>
    </message>
    <message>
        <source>Where the features would lie</source>
        <translation>要素会落在哪里</translation>
    </message>
    <message>
        <source>Columns in the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>What is wrong with features</source>
        <translation>要素的问题</translation>
    </message>
    <message>
        <source>What is in the layer</source>
        <translation>图层内容</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Double-click the row that can be read: the file is then read so</source>
        <translation>双击读得通的那一行：文件即按该编码读取</translation>
    </message>
    <message>
        <source>Double-click the row that puts the features where they belong</source>
        <translation>双击使要素落在正确位置的那一行</translation>
    </message>
    <message>
        <source>Makes sense</source>
        <translation>通顺程度</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Names of columns</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>可能性</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>看起来像</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空值</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Number in the file</source>
        <translation>文件中的编号</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>Faults (%1)</source>
        <translation>问题（%1）</translation>
    </message>
    <message>
        <source>Where each reading puts the layer, over the city</source>
        <translation>各种坐标系理解下图层相对城市的位置</translation>
    </message>
    <message>
        <source>the city</source>
        <translation>城市范围</translation>
    </message>
    <message>
        <source>the other readings</source>
        <translation>其他理解</translation>
    </message>
    <message>
        <source>this reading</source>
        <translation>所选理解</translation>
    </message>
    <message>
        <source>Standard fields</source>
        <translation>标准字段</translation>
    </message>
</context>
<context>
    <name>gis::ui::IncidentForm</name>
    <message>
        <source>Code tables</source>
        <translation>代码表</translation>
    </message>
    <message>
        <source>Click the new place on the map.</source>
        <translation>请在地图上点击新位置。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>问题描述</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>上报人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>上报案件</translation>
    </message>
    <message>
        <source>Save moves the case here.</source>
        <translation>点“保存”后案卷移到此处。</translation>
    </message>
    <message>
        <source>What is at this place</source>
        <translation>此位置的信息</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>打开案卷</translation>
    </message>
    <message>
        <source>Case %1: %2</source>
        <translation>案卷 %1：%2</translation>
    </message>
    <message>
        <source>Deadline %1</source>
        <translation>截止时间 %1</translation>
    </message>
    <message>
        <source>No incident. Choose the incident tool (N) and click the map.</source>
        <translation>没有案件。请选择上报工具（N），然后点击地图。</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>未保存任何内容。</translation>
    </message>
    <message>
        <source>Log an incident</source>
        <translation>上报案件</translation>
    </message>
    <message>
        <source>Correct a case</source>
        <translation>更正案卷</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Photos of the incident</source>
        <translation>案件照片</translation>
    </message>
    <message>
        <source>Unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Subdistrict</source>
        <translation>街道/镇</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>宗地</translation>
    </message>
    <message>
        <source>Road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Degrees</source>
        <translation>经纬度</translation>
    </message>
    <message>
        <source>Reported at</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>监督员</translation>
    </message>
    <message>
        <source>Hotline</source>
        <translation>热线</translation>
    </message>
    <message>
        <source>Citizens&apos; app</source>
        <translation>市民 App</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Leader&apos;s note</source>
        <translation>领导批示</translation>
    </message>
    <message>
        <source>Transferred by a department</source>
        <translation>部门移送</translation>
    </message>
    <message>
        <source>Name, code, pinyin or initials</source>
        <translation>名称、代码、拼音或首字母</translation>
    </message>
    <message>
        <source>Drop photos here, or paste them with Ctrl+V</source>
        <translation>将照片拖到此处，或按 Ctrl+V 粘贴</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Move the point</source>
        <translation>移动点位</translation>
    </message>
    <message>
        <source>Save or close this case first.</source>
        <translation>请先保存或关闭当前案卷。</translation>
    </message>
    <message>
        <source>Save or close the new report first.</source>
        <translation>请先保存或关闭新上报的案件。</translation>
    </message>
    <message>
        <source>Choose a category first.</source>
        <translation>请先选择类别。</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>No category is called “%1”. Press the down arrow in the empty field to see them all.</source>
        <translation>没有名为“%1”的类别。清空后按向下键可浏览全部类别。</translation>
    </message>
    <message>
        <source>This place lies outside all districts of the city.</source>
        <translation>该位置不在本市任何区县内。</translation>
    </message>
    <message>
        <source>The changes of this case are not saved.</source>
        <translation>此案卷的修改尚未保存。</translation>
    </message>
    <message>
        <source>This report is not saved.</source>
        <translation>此上报尚未保存。</translation>
    </message>
    <message>
        <source>%1 was taken %2 m away from the point.</source>
        <translation>%1 的拍摄位置距上报点 %2 米。</translation>
    </message>
    <message>
        <source>%1 was taken more than a day before or after.</source>
        <translation>%1 的拍摄时间相差一天以上。</translation>
    </message>
    <message>
        <source>Duty grid</source>
        <translation>责任网格</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>%1 away, class %2</source>
        <translation>相距 %1，%2 级</translation>
    </message>
    <message>
        <source>Near a border; it may also be:</source>
        <translation>邻近边界，也可能是：</translation>
    </message>
    <message>
        <source>follows from the category</source>
        <translation>由类别确定</translation>
    </message>
    <message>
        <source>Responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>owner first</source>
        <translation>先属主</translation>
    </message>
    <message>
        <source>territory first</source>
        <translation>先属地</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>gis::ui::IncidentList</name>
    <message>
        <source>All states</source>
        <translation>所有状态</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Part of a number, place or description</source>
        <translation>案卷号、地点或描述的一部分</translation>
    </message>
    <message>
        <source>Text filter</source>
        <translation>文本筛选</translation>
    </message>
    <message>
        <source>In the map window</source>
        <translation>当前地图窗口内</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超期</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Zoom to</source>
        <translation>缩放至</translation>
    </message>
    <message>
        <source>List of incidents</source>
        <translation>案件列表</translation>
    </message>
    <message>
        <source>Case sheet…</source>
        <translation>案卷单…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln case(s)</source>
        <translation>
            <numerusform>%Ln 个案卷</numerusform>
        </translation>
    </message>
    <message>
        <source>Without: %1</source>
        <translation>去除筛选：%1</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>未结案卷</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>待办岗位</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>处置人员</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Subdistrict</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>全部案卷</translation>
    </message>
    <message>
        <source>Mine: what waits for me</source>
        <translation>我的：待我办理</translation>
    </message>
    <message>
        <source>Mine, due today</source>
        <translation>我的，今日到期</translation>
    </message>
    <message>
        <source>Keep this view…</source>
        <translation>保存此视图…</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Keep this view</source>
        <translation>保存此视图</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>添加筛选条件</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Views of the list</source>
        <translation>列表视图</translation>
    </message>
    <message>
        <source>Step for all…</source>
        <translation>批量办理…</translation>
    </message>
    <message>
        <source>Due within an hour</source>
        <translation>一小时内到期</translation>
    </message>
    <message>
        <source>Reported today</source>
        <translation>今日上报</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>今日结案</translation>
    </message>
    <message>
        <source>Reported %1 to %2</source>
        <translation>上报于 %1 至 %2</translation>
    </message>
</context>
<context>
    <name>gis::ui::IncidentModel</name>
    <message>
        <source>List of incidents</source>
        <translation>案件列表</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>案卷号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>问题描述</translation>
    </message>
</context>
<context>
    <name>gis::ui::JobModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>gis::ui::JobsPanel</name>
    <message>
        <source>Running work</source>
        <translation>正在运行的任务</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the chosen work, or all of it</source>
        <translation>取消所选任务，或取消全部</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>清除已完成</translation>
    </message>
    <message>
        <source>Take finished work off the list</source>
        <translation>从列表中移除已完成的任务</translation>
    </message>
</context>
<context>
    <name>gis::ui::JoinByCodeDialog</name>
    <message>
        <source>Join by code</source>
        <translation>按代码连接</translation>
    </message>
    <message>
        <source>Choose a file, paste a list, or choose another layer</source>
        <translation>选择文件、粘贴列表，或选择另一个图层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>A spreadsheet (XLSX) or CSV file</source>
        <translation>电子表格（XLSX）或 CSV 文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Pasted list</source>
        <translation>粘贴的列表</translation>
    </message>
    <message>
        <source>Paste one code a line, or columns copied from a spreadsheet</source>
        <translation>每行粘贴一个代码，或粘贴电子表格中的列</translation>
    </message>
    <message>
        <source>Other layer</source>
        <translation>其他图层</translation>
    </message>
    <message>
        <source>Columns that hold the code</source>
        <translation>代码所在的列</translation>
    </message>
    <message>
        <source>Column of the layer</source>
        <translation>图层的列</translation>
    </message>
    <message>
        <source>Column of the list</source>
        <translation>列表的列</translation>
    </message>
    <message>
        <source>Spaces, full width and upper or lower case do not count</source>
        <translation>忽略空格、全角半角和大小写的差别</translation>
    </message>
    <message>
        <source>Leading zeros do not count</source>
        <translation>忽略前导零</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配结果</translation>
    </message>
    <message>
        <source>Codes without a match</source>
        <translation>未匹配的代码</translation>
    </message>
    <message>
        <source>Codes without a match are listed here</source>
        <translation>未匹配的代码列在此处</translation>
    </message>
    <message>
        <source>Copy the unmatched</source>
        <translation>复制未匹配项</translation>
    </message>
    <message>
        <source>Copy the unmatched codes</source>
        <translation>复制未匹配的代码</translation>
    </message>
    <message>
        <source>Select on the map</source>
        <translation>在地图上选择</translation>
    </message>
    <message>
        <source>Select the matches on the map</source>
        <translation>在地图上选择匹配的要素</translation>
    </message>
    <message>
        <source>keep all features</source>
        <translation>保留所有要素</translation>
    </message>
    <message>
        <source>Keep features without a match too</source>
        <translation>同时保留未匹配的要素</translation>
    </message>
    <message>
        <source>Name of the new layer</source>
        <translation>新图层名称</translation>
    </message>
    <message>
        <source>Make a layer</source>
        <translation>生成图层</translation>
    </message>
    <message>
        <source>Make a new layer of the matches</source>
        <translation>用匹配结果生成新图层</translation>
    </message>
    <message>
        <source>Choose the list</source>
        <translation>选择列表</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.ods *.csv *.tsv *.txt);;All files (*)</source>
        <translation>表格 (*.xlsx *.ods *.csv *.tsv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Read the list</source>
        <translation>读取列表</translation>
    </message>
    <message>
        <source>Looking for the columns…</source>
        <translation>正在识别列…</translation>
    </message>
    <message>
        <source>Guess the columns</source>
        <translation>识别列</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比对…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) matched</source>
        <translation>
            <numerusform>匹配 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of the list unmatched</source>
        <translation>
            <numerusform>列表中 %Ln 行未匹配</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) double</source>
        <translation>
            <numerusform>%Ln 行重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>已生成图层 %1，共 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
</context>
<context>
    <name>gis::ui::JoinDialog</name>
    <message>
        <source>Join by place</source>
        <translation>按位置连接</translation>
    </message>
    <message>
        <source>What belongs together</source>
        <translation>何者相配</translation>
    </message>
    <message>
        <source>the nearest</source>
        <translation>最近的</translation>
    </message>
    <message>
        <source>within a distance</source>
        <translation>一定距离以内</translation>
    </message>
    <message>
        <source>intersects</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>lies within</source>
        <translation>位于其内</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>covers</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>is covered by</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>touches</source>
        <translation>相接</translation>
    </message>
    <message>
        <source>overlaps</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>crosses</source>
        <translation>穿越</translation>
    </message>
    <message>
        <source>is equal to</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>How many nearest ones</source>
        <translation>最近的个数</translation>
    </message>
    <message>
        <source>no further than</source>
        <translation>不超过</translation>
    </message>
    <message>
        <source>No further than a distance</source>
        <translation>不超过一定距离</translation>
    </message>
    <message>
        <source>Distance in metres</source>
        <translation>距离（米）</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source>Layer that is joined</source>
        <translation>被连接的图层</translation>
    </message>
    <message>
        <source>Columns that are taken over</source>
        <translation>带入的列</translation>
    </message>
    <message>
        <source>keep those without a partner</source>
        <translation>保留没有相配者的要素</translation>
    </message>
    <message>
        <source>Features without a partner stay, with empty columns</source>
        <translation>没有相配者的要素保留，其列为空</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>相配者</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Of layer</source>
        <translation>所属图层</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>There is no layer with geometry.</source>
        <translation>没有带几何的图层。</translation>
    </message>
    <message>
        <source>A join takes layers whole: remove the filter first.</source>
        <translation>连接使用整个图层：请先去除筛选。</translation>
    </message>
</context>
<context>
    <name>gis::ui::KeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>移动地图</translation>
    </message>
    <message>
        <source>Arrow keys, Space + move, middle button</source>
        <translation>方向键、空格 + 移动、鼠标中键</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Wheel, PageUp and PageDown, Shift + drag</source>
        <translation>滚轮、PageUp 和 PageDown、Shift + 拖动</translation>
    </message>
    <message>
        <source>Take the last point back</source>
        <translation>撤回最后一点</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>End a line or an area</source>
        <translation>结束线或面</translation>
    </message>
    <message>
        <source>Right click, double click or Enter</source>
        <translation>右键、双击或回车</translation>
    </message>
</context>
<context>
    <name>gis::ui::LandCheckDialog</name>
    <message>
        <source>Land check</source>
        <translation>占地分析</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Check the plots against the ticked layers</source>
        <translation>用勾选的图层分析地块</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop; the city stays as it is</source>
        <translation>停止，城市数据保持不变</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果说明</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>等效的命令行</translation>
    </message>
    <message>
        <source>Spreadsheet…</source>
        <translation>电子表格…</translation>
    </message>
    <message>
        <source>Save the table as a spreadsheet (XLSX)</source>
        <translation>把结果表存为电子表格（XLSX）</translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>新图层</translation>
    </message>
    <message>
        <source>Name of the new layer</source>
        <translation>新图层名称</translation>
    </message>
    <message>
        <source>Make a layer</source>
        <translation>生成图层</translation>
    </message>
    <message>
        <source>Make a layer of the parts</source>
        <translation>用各部分生成图层</translation>
    </message>
    <message>
        <source>Where the plots come from</source>
        <translation>地块来源</translation>
    </message>
    <message>
        <source>the selected features</source>
        <translation>选中的要素</translation>
    </message>
    <message>
        <source>all features of a layer</source>
        <translation>图层的全部要素</translation>
    </message>
    <message>
        <source>drawn on the map</source>
        <translation>在地图上绘制</translation>
    </message>
    <message>
        <source>Layer of the plots</source>
        <translation>地块所在图层</translation>
    </message>
    <message>
        <source>Draw…</source>
        <translation>绘制…</translation>
    </message>
    <message>
        <source>Draw a plot on the map</source>
        <translation>在地图上绘制地块</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget the plots that were drawn</source>
        <translation>清除已绘制的地块</translation>
    </message>
    <message>
        <source>File of the plots</source>
        <translation>地块文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Number of plots</source>
        <translation>地块个数</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>地块</translation>
    </message>
    <message>
        <source>Layers to check against</source>
        <translation>要对照的图层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Column with the classes of the current layer</source>
        <translation>当前图层的分类字段</translation>
    </message>
    <message>
        <source>How areas are measured</source>
        <translation>面积的量算方式</translation>
    </message>
    <message>
        <source>on the plane of the map</source>
        <translation>地图平面</translation>
    </message>
    <message>
        <source>on the ellipsoid</source>
        <translation>椭球面</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Classes by</source>
        <translation>分类字段</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>What lies on the plots</source>
        <translation>地块上有什么</translation>
    </message>
    <message>
        <source>all together</source>
        <translation>不分类</translation>
    </message>
    <message numerus="yes">
        <source>%Ln plot(s)</source>
        <translation>
            <numerusform>%Ln 个地块</numerusform>
        </translation>
    </message>
    <message>
        <source>Areas and closed lines of the file are the plots.</source>
        <translation>文件中的面和闭合线作为地块。</translation>
    </message>
    <message>
        <source>Select plots of this layer on the map, or take them from elsewhere.</source>
        <translation>请在地图上选择该图层的地块，或改用其他来源。</translation>
    </message>
    <message>
        <source>There is no layer of areas.</source>
        <translation>没有面图层。</translation>
    </message>
    <message>
        <source>Draw a plot on the map.</source>
        <translation>请在地图上绘制地块。</translation>
    </message>
    <message>
        <source>Choose the file of the plots.</source>
        <translation>请选择地块文件。</translation>
    </message>
    <message>
        <source>Tick at least one layer.</source>
        <translation>请至少勾选一个图层。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln shape(s) of the file are no areas and were left out.</source>
        <translation>
            <numerusform>文件中有 %Ln 个图形不是面，已略过。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the table as a spreadsheet</source>
        <translation>把结果表存为电子表格</translation>
    </message>
    <message>
        <source>Spreadsheet (*.xlsx)</source>
        <translation>电子表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>a file (DXF, SHP, TXT …)</source>
        <translation>文件（DXF、SHP、TXT 等）</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Save plots and table as a sheet to print (PDF)</source>
        <translation>把地块和结果表存为可打印的表单（PDF）</translation>
    </message>
    <message>
        <source>Save plots and table as a sheet to print</source>
        <translation>把地块和结果表存为可打印的表单</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Type the corners of the plot.</source>
        <translation>请输入地块的角点。</translation>
    </message>
    <message>
        <source>An area has at least three corners.</source>
        <translation>面至少有三个角点。</translation>
    </message>
    <message>
        <source>typed corners</source>
        <translation>输入角点坐标</translation>
    </message>
    <message>
        <source>Corners of the plot, east before north</source>
        <translation>地块角点，东坐标在前、北坐标在后</translation>
    </message>
    <message>
        <source>East,North of each corner: 500100,3580000; 500200,3580000; …</source>
        <translation>各角点的“东坐标,北坐标”：500100,3580000; 500200,3580000; …</translation>
    </message>
    <message>
        <source>In the map&apos;s coordinates; @12.5,-3 is so far from the corner before.</source>
        <translation>采用地图坐标；@12.5,-3 表示相对上一角点的增量。</translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s).</source>
        <translation>
            <numerusform>已生成图层 %1，共 %Ln 个要素。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::LayerPanel</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Show all layers</source>
        <translation>显示所有图层</translation>
    </message>
    <message>
        <source>Hide all layers</source>
        <translation>隐藏所有图层</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>全部折叠</translation>
    </message>
</context>
<context>
    <name>gis::ui::LayerPropertiesDialog</name>
    <message>
        <source>Properties of %1</source>
        <translation>“%1”的属性</translation>
    </message>
    <message>
        <source>Chinese title</source>
        <translation>中文标题</translation>
    </message>
    <message>
        <source>English title</source>
        <translation>英文标题</translation>
    </message>
    <message>
        <source>Providing department</source>
        <translation>提供部门</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Code field</source>
        <translation>代码字段</translation>
    </message>
    <message>
        <source>Name field</source>
        <translation>名称字段</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>几何</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Code system</source>
        <translation>代码体系</translation>
    </message>
    <message>
        <source>Ticked fields are searched by Find (Ctrl+K).</source>
        <translation>勾选的字段可用“查找”（Ctrl+K）搜索。</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Change the properties of a layer</source>
        <translation>更改图层属性</translation>
    </message>
    <message>
        <source>Made by the question</source>
        <translation>由此问题生成</translation>
    </message>
    <message>
        <source>Origin of a layer</source>
        <translation>图层的来历</translation>
    </message>
    <message>
        <source>unchanged since</source>
        <translation>此后未变</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>此后有改动</translation>
    </message>
    <message>
        <source>gone since</source>
        <translation>此后已删除</translation>
    </message>
    <message>
        <source>The layer itself was changed since.</source>
        <translation>图层本身此后有改动。</translation>
    </message>
</context>
<context>
    <name>gis::ui::LayerTreeModel</name>
    <message>
        <source>Group layers</source>
        <translation>图层分组</translation>
    </message>
    <message>
        <source>unknown coordinate system</source>
        <translation>坐标系未知</translation>
    </message>
    <message>
        <source>custom coordinate system</source>
        <translation>自定义坐标系</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>筛选：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %Ln feature(s) – %2</source>
        <translation>
            <numerusform>%1 – %Ln 个要素 – %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::LineageDialog</name>
    <message>
        <source>Lineage of a parcel</source>
        <translation>宗地沿革</translation>
    </message>
    <message>
        <source>Lineage graph</source>
        <translation>沿革图</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>沿革</translation>
    </message>
    <message>
        <source>current</source>
        <translation>现势</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>至 %1</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 平方米</translation>
    </message>
    <message>
        <source>This parcel was neither split nor merged since the city keeps its history.</source>
        <translation>自城市保存历史以来，该宗地没有分割或合并过。</translation>
    </message>
    <message>
        <source>%1 parcels; retired ones are grey. A double click on a current one opens its card.</source>
        <translation>%1 宗；已注销的为灰色。双击现势宗地打开其卡片。</translation>
    </message>
    <message>
        <source> The nearest %1 are shown.</source>
        <translation> 只显示最近的 %1 宗。</translation>
    </message>
</context>
<context>
    <name>gis::ui::MainWindow</name>
    <message>
        <source>Open the case</source>
        <translation>打开案卷</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln feature(s) imported</source>
        <translation>
            <numerusform>%1：已导入 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %Ln repaired</source>
        <translation>
            <numerusform>，修复 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %Ln rejected</source>
        <translation>
            <numerusform>，拒绝 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source> (see the table %1)</source>
        <translation>（见表“%1”）</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出“%1”</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) written to %1 and read back</source>
        <translation>
            <numerusform>已将 %Ln 个要素写入 %1 并回读核对</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename the layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>New name of the table</source>
        <translation>表的新名称</translation>
    </message>
    <message>
        <source>Duplicate the layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>The copy is the layer %1.</source>
        <translation>副本为图层“%1”。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Name of the group (empty: none)</source>
        <translation>分组名称（留空：不分组）</translation>
    </message>
    <message>
        <source>Remove the layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>Delete the layer “%1” with all its features from the city? This cannot be undone.</source>
        <translation>要从城市库中删除图层“%1”及其所有要素吗？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Filter the layer</source>
        <translation>筛选图层</translation>
    </message>
    <message>
        <source>Cases are not deleted here: they are cancelled by a step of their life cycle.</source>
        <translation>案卷不在此处删除：请按办理流程作废。</translation>
    </message>
    <message>
        <source>Delete features</source>
        <translation>删除要素</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>%1 – CityDesk</source>
        <translation>%1 – CityDesk</translation>
    </message>
    <message>
        <source>CityDesk</source>
        <translation>CityDesk</translation>
    </message>
    <message>
        <source>Open a city first, then drop the files to import into it.</source>
        <translation>请先打开城市库，再将要导入的文件拖入。</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>已选 %1 个</translation>
    </message>
    <message>
        <source>Open city</source>
        <translation>打开城市库</translation>
    </message>
    <message>
        <source>Cities (*.citydb)</source>
        <translation>城市库 (*.citydb)</translation>
    </message>
    <message>
        <source>Making the sample city; this takes some seconds.</source>
        <translation>正在生成示例城市，需要几秒钟。</translation>
    </message>
    <message>
        <source>Make the sample city</source>
        <translation>生成示例城市</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>Check the city</source>
        <translation>检查城市库</translation>
    </message>
    <message>
        <source>The city is in order.</source>
        <translation>城市库正常。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问权限</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>read and write</source>
        <translation>读写</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>City properties</source>
        <translation>城市库属性</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销(&amp;U)：%1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>重做(&amp;R)：%1</translation>
    </message>
    <message>
        <source>The log file is %1</source>
        <translation>日志文件为 %1</translation>
    </message>
    <message>
        <source>Zoom to the rows</source>
        <translation>缩放至这些行</translation>
    </message>
    <message>
        <source>Rows in view</source>
        <translation>视图内的行</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>缩放至所选</translation>
    </message>
    <message>
        <source>Base map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>The layer has no place on this map: it is empty, or in another coordinate system.</source>
        <translation>该图层无法在此地图上定位：图层为空，或使用其他坐标系。</translation>
    </message>
    <message>
        <source>The view is saved. Edits need no saving: each is in the city when it is made.</source>
        <translation>视图已保存。编辑无需保存：每次编辑都立即存入城市库。</translation>
    </message>
    <message>
        <source>Choose one case or more in the list of incidents or on the map.</source>
        <translation>请在案件列表中或地图上选择一个或多个案卷。</translation>
    </message>
    <message>
        <source>%1 cases are too many to print at once: choose at most %2.</source>
        <translation>一次打印 %1 个案卷太多了：最多选择 %2 个。</translation>
    </message>
    <message>
        <source>Print the case sheet…</source>
        <translation>打印案卷单…</translation>
    </message>
    <message>
        <source>%1 needs an open city, a layer or a selection first.</source>
        <translation>“%1”需要先打开城市库、选定图层或有选择集。</translation>
    </message>
    <message>
        <source>%1 is large and holds no reduced copies of itself, so that far views are slow. Make them now? They go into the cache, not beside the file.</source>
        <translation>%1 很大而没有概览，小比例尺显示会很慢。现在生成概览吗？概览存放在缓存中，不会写在文件旁边。</translation>
    </message>
    <message>
        <source>Make them</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>The incident in the form is not saved.</source>
        <translation>表单中的案件尚未保存。</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln feature(s) of “%1”? Undo brings them back.</source>
        <translation>
            <numerusform>要删除“%1”的 %Ln 个要素吗？可以撤销恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (read only) – CityDesk</source>
        <translation>%1（只读）– CityDesk</translation>
    </message>
    <message>
        <source>Saved %1 (%2, %3).</source>
        <translation>已保存 %1（%2，%3）。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>The check found %1 and %2; they are in the messages.</source>
        <translation>检查发现 %1、%2，详见消息面板。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln 个警告</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>已重做：%1</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>The receipt is in %1</source>
        <translation>移交单在 %1</translation>
    </message>
    <message>
        <source>Select one parcel on the map first, then split it.</source>
        <translation>请先在地图上选中一宗地，再分割。</translation>
    </message>
    <message>
        <source>Select two parcels or more on the map first, then merge them.</source>
        <translation>请先在地图上选中两宗或更多宗地，再合并。</translation>
    </message>
    <message>
        <source>Resume suspended cases</source>
        <translation>恢复挂账案卷</translation>
    </message>
    <message>
        <source>Choose a layer of the map in the layer panel first.</source>
        <translation>请先在图层面板中选择地图上的图层。</translation>
    </message>
    <message>
        <source>Cases are logged with “Log an incident”, and moved in their form.</source>
        <translation>案卷用“登记事件”录入，在其表单中移动位置。</translation>
    </message>
    <message>
        <source>“%1” has another coordinate system than the map: import it into the city&apos;s system to draw in it.</source>
        <translation>“%1”的坐标系与地图不同：请先导入到城市坐标系再绘制。</translation>
    </message>
    <message>
        <source>This city can only be read.</source>
        <translation>此城市只能读取。</translation>
    </message>
    <message>
        <source>“%1” holds other shapes than the one drawn. Choose a fitting layer and reopen the sketch.</source>
        <translation>“%1”存放的几何类型与所画不同。请选择合适的图层并重新打开草图。</translation>
    </message>
    <message>
        <source>Nothing was added; “Reopen” brings the sketch back</source>
        <translation>未增加任何要素；“重新打开”可取回草图</translation>
    </message>
    <message>
        <source>Select the one feature that is meant first; “Reopen” brings the sketch back.</source>
        <translation>请先选中一个要素；“重新打开”可取回草图。</translation>
    </message>
    <message>
        <source>Switch “Reshape” on and choose a vertex of the hole or the part.</source>
        <translation>请打开“改形”并选中洞或部分的一个顶点。</translation>
    </message>
    <message>
        <source>Nothing of the current layer is here: select features, or click one</source>
        <translation>此处没有当前图层的要素：请先选中要素，或单击一个</translation>
    </message>
    <message>
        <source>Rotate features</source>
        <translation>旋转要素</translation>
    </message>
    <message>
        <source>Move features</source>
        <translation>移动要素</translation>
    </message>
    <message>
        <source>Change a shape</source>
        <translation>修改图形</translation>
    </message>
    <message>
        <source>Select one feature of the current layer or more first.</source>
        <translation>请先选中当前图层的一个或多个要素。</translation>
    </message>
    <message>
        <source>There is no sketch to reopen with this tool.</source>
        <translation>此工具没有可重新打开的草图。</translation>
    </message>
    <message>
        <source>Snapping is on</source>
        <translation>捕捉已打开</translation>
    </message>
    <message>
        <source>Snapping is off</source>
        <translation>捕捉已关闭</translation>
    </message>
    <message>
        <source>The columns of the cases belong to the city itself.</source>
        <translation>案卷的列属于城市本身，不能修改。</translation>
    </message>
    <message>
        <source>Select one parcel on the map first.</source>
        <translation>请先在地图上选中一宗地。</translation>
    </message>
    <message>
        <source>List the cases of %1</source>
        <translation>列出%1的案卷</translation>
    </message>
    <message>
        <source>Click where the case is; Esc leaves it without a position</source>
        <translation>点击案卷所在位置；按 Esc 保持无位置</translation>
    </message>
    <message>
        <source>Select one or two parcels on the map first, then change them.</source>
        <translation>请先在地图上选中一宗或两宗地，再变更。</translation>
    </message>
    <message>
        <source>%1 as of %2 – CityDesk</source>
        <translation>%1（%2 的状态）– CityDesk</translation>
    </message>
    <message>
        <source>This is the city as of %1, to look at. Parcel ▸ Back to today leads back.</source>
        <translation>这是 %1 的城市，仅供查看。宗地 ▸ 回到今天 返回现状。</translation>
    </message>
    <message>
        <source>Parcels that ended since</source>
        <translation>此后注销的宗地</translation>
    </message>
    <message>
        <source>Local copy, %1 old</source>
        <translation>本地副本，距今 %1</translation>
    </message>
    <message>
        <source>The city lies on a network share as of %1. It is changed at the one desk that has it on its own disk.</source>
        <translation>城市位于网络共享上，为 %1 的状态。只有在自己磁盘上持有它的席位可以修改。</translation>
    </message>
    <message>
        <source>Age of the copy</source>
        <translation>副本时间</translation>
    </message>
    <message>
        <source>Codes of new cases</source>
        <translation>新案卷所用代码</translation>
    </message>
    <message>
        <source>Count uses</source>
        <translation>统计使用次数</translation>
    </message>
    <message>
        <source>Keep the receipt</source>
        <translation>保存移交单</translation>
    </message>
    <message>
        <source>Export layers</source>
        <translation>导出图层</translation>
    </message>
    <message>
        <source>Click the corners of the area; a right click ends it</source>
        <translation>依次点击范围的角点，右键结束</translation>
    </message>
    <message>
        <source>Index of parcel codes</source>
        <translation>宗地代码索引</translation>
    </message>
    <message>
        <source>Words of the city</source>
        <translation>城市用语</translation>
    </message>
</context>
<context>
    <name>gis::ui::MapDocument</name>
    <message>
        <source>Prepare the map</source>
        <translation>准备地图</translation>
    </message>
    <message>
        <source>Order of the layers</source>
        <translation>图层顺序</translation>
    </message>
    <message>
        <source>The layer “%1” is not shown: %2</source>
        <translation>图层“%1”未显示：%2</translation>
    </message>
</context>
<context>
    <name>gis::ui::MeasureBox</name>
    <message>
        <source>Copy the result</source>
        <translation>复制结果</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>量测</translation>
    </message>
    <message>
        <source>Area, plane: %1</source>
        <translation>面积（平面）：%1</translation>
    </message>
    <message>
        <source>Area, ellipsoid: %1</source>
        <translation>面积（椭球面）：%1</translation>
    </message>
    <message>
        <source>Perimeter: %1</source>
        <translation>周长：%1</translation>
    </message>
    <message>
        <source>Length, plane: %1</source>
        <translation>长度（平面）：%1</translation>
    </message>
    <message>
        <source>Length, ellipsoid: %1</source>
        <translation>长度（椭球面）：%1</translation>
    </message>
    <message>
        <source>Last part: %1</source>
        <translation>最后一段：%1</translation>
    </message>
    <message>
        <source>Measure area</source>
        <translation>量面积</translation>
    </message>
    <message>
        <source>Measure length</source>
        <translation>量距离</translation>
    </message>
    <message>
        <source>Result of the measurement</source>
        <translation>量测结果</translation>
    </message>
</context>
<context>
    <name>gis::ui::MeasureTool</name>
    <message>
        <source>Click the points; Backspace takes one back, right click or Enter ends, Esc clears</source>
        <translation>点击各点；Backspace 撤回一点，右键或回车结束，Esc 清除</translation>
    </message>
</context>
<context>
    <name>gis::ui::MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>… more in the panel Messages</source>
        <translation>……更多内容见“消息”面板</translation>
    </message>
</context>
<context>
    <name>gis::ui::MessageLog</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>gis::ui::MessagesPanel</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Copy all messages</source>
        <translation>复制所有消息</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the messages</source>
        <translation>清除消息</translation>
    </message>
</context>
<context>
    <name>gis::ui::MetadataDialog</name>
    <message>
        <source>Metadata sheet of %1</source>
        <translation>%1 的元数据表</translation>
    </message>
    <message>
        <source>Metadata sheet</source>
        <translation>元数据表</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Fill in from a file…</source>
        <translation>从文件填写…</translation>
    </message>
    <message>
        <source>Spreadsheet, CSV or JSON</source>
        <translation>电子表格、CSV 或 JSON</translation>
    </message>
    <message>
        <source>As a spreadsheet…</source>
        <translation>写为电子表格…</translation>
    </message>
    <message>
        <source>A Chinese form that reads back</source>
        <translation>可读回的中文表格</translation>
    </message>
    <message>
        <source>As ISO 19139…</source>
        <translation>写为 ISO 19139…</translation>
    </message>
    <message>
        <source>XML for catalogues of geographic data</source>
        <translation>用于地理数据目录的 XML</translation>
    </message>
    <message>
        <source>Fill in from a file</source>
        <translation>从文件填写</translation>
    </message>
    <message>
        <source>Metadata sheets (*.xlsx *.csv *.json)</source>
        <translation>元数据表 (*.xlsx *.csv *.json)</translation>
    </message>
    <message>
        <source>As ISO 19139</source>
        <translation>写为 ISO 19139</translation>
    </message>
    <message>
        <source>As a spreadsheet</source>
        <translation>写为电子表格</translation>
    </message>
    <message>
        <source>ISO 19139 (*.xml)</source>
        <translation>ISO 19139 (*.xml)</translation>
    </message>
    <message>
        <source>Spreadsheet (*.xlsx)</source>
        <translation>电子表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>Keep the metadata sheet</source>
        <translation>保存元数据表</translation>
    </message>
</context>
<context>
    <name>gis::ui::NamedSelectionsDialog</name>
    <message>
        <source>Named selections</source>
        <translation>已命名的选择集</translation>
    </message>
    <message>
        <source>What is selected now</source>
        <translation>当前的选择</translation>
    </message>
    <message>
        <source>Name of the selection</source>
        <translation>选择集的名称</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep what is selected under this name</source>
        <translation>以此名称保存当前选择</translation>
    </message>
    <message>
        <source>Kept selections</source>
        <translation>保存的选择集</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>取用</translation>
    </message>
    <message>
        <source>Select these instead</source>
        <translation>改为选择这些</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>Select these, too</source>
        <translation>也选择这些</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>相减</translation>
    </message>
    <message>
        <source>Take these from the selection</source>
        <translation>从选择中去掉这些</translation>
    </message>
    <message>
        <source>Intersect</source>
        <translation>求交</translation>
    </message>
    <message>
        <source>Keep only those that are in both</source>
        <translation>只保留两者都有的</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the kept selection</source>
        <translation>删除保存的选择集</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>the layer is gone</source>
        <translation>图层已不存在</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln feature(s) of %2</source>
        <translation>
            <numerusform>%1：%2 的 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选中任何要素。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) of %1 selected</source>
        <translation>
            <numerusform>已选中 %1 的 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep a selection</source>
        <translation>保存选择集</translation>
    </message>
    <message>
        <source>Kept as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Delete a kept selection</source>
        <translation>删除保存的选择集</translation>
    </message>
</context>
<context>
    <name>gis::ui::NewCityDialog</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>New city</source>
        <translation>新建城市库</translation>
    </message>
    <message>
        <source>City file</source>
        <translation>城市库文件</translation>
    </message>
    <message>
        <source>Choose the place of the file</source>
        <translation>选择文件位置</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>EPSG:%1 – CGCS2000, 3-degree zone, central meridian %2° E</source>
        <translation>EPSG:%1 – CGCS2000，3 度带，中央经线 %2°</translation>
    </message>
    <message>
        <source>EPSG:4490 – CGCS2000, degrees</source>
        <translation>EPSG:4490 – CGCS2000，经纬度</translation>
    </message>
    <message>
        <source>Cities (*.citydb)</source>
        <translation>城市库 (*.citydb)</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>请为文件命名。</translation>
    </message>
    <message>
        <source>This file is there already. Choose another name, or open it.</source>
        <translation>该文件已存在。请换一个名称，或直接打开。</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>文件夹不存在。</translation>
    </message>
    <message>
        <source>Choose a coordinate system.</source>
        <translation>请选择坐标系。</translation>
    </message>
    <message>
        <source>Codes of new cases</source>
        <translation>新案卷所用代码</translation>
    </message>
    <message>
        <source>GB/T 47678.5-2026 (five digits)</source>
        <translation>GB/T 47678.5-2026（五位）</translation>
    </message>
    <message>
        <source>CJ/T 214 (four digits)</source>
        <translation>CJ/T 214（四位）</translation>
    </message>
</context>
<context>
    <name>gis::ui::NewLayerDialog</name>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Condition on the layer</source>
        <translation>图层的条件</translation>
    </message>
    <message>
        <source>Condition (optional), e.g. &quot;dlbm&quot; = &apos;0701&apos;</source>
        <translation>条件（可选），例如 &quot;dlbm&quot; = &apos;0701&apos;</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>对应的命令行</translation>
    </message>
    <message>
        <source>Name of the new layer</source>
        <translation>新图层名称</translation>
    </message>
    <message>
        <source>Make a layer</source>
        <translation>生成图层</translation>
    </message>
    <message>
        <source>Make the new layer</source>
        <translation>生成新图层</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop; the city stays as it is</source>
        <translation>停止；城市数据保持原样</translation>
    </message>
    <message>
        <source>There is no layer with geometry.</source>
        <translation>没有带几何的图层。</translation>
    </message>
    <message>
        <source>Stopped; no layer was made.</source>
        <translation>已停止，没有生成图层。</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在计算…</translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>已生成图层 %1，共 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) vanished</source>
        <translation>
            <numerusform>%Ln 个要素消失</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invalid feature(s) repaired for it</source>
        <translation>
            <numerusform>其中修复了 %Ln 个无效要素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) took no part</source>
        <translation>
            <numerusform>%Ln 个要素没有参与</numerusform>
        </translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>新图层</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) could not be computed: see table %1</source>
        <translation>
            <numerusform>%Ln 个要素无法计算，见表 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>what came out is not all that went in</source>
        <translation>结果与输入不平衡</translation>
    </message>
</context>
<context>
    <name>gis::ui::OperatorsDialog</name>
    <message>
        <source>Operators</source>
        <translation>操作人员</translation>
    </message>
    <message>
        <source>Names and roles are kept on this computer only. They say what waits for whom and what the history calls the one who did it; they protect nothing.</source>
        <translation>姓名和岗位只保存在本机，用于显示谁有哪些待办、在历史记录中署名，不起任何权限保护作用。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>gis::ui::OverlayDialog</name>
    <message>
        <source>Overlay</source>
        <translation>叠加分析</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>保留内容</translation>
    </message>
    <message>
        <source>what both have (intersection)</source>
        <translation>两者共有的部分（交集）</translation>
    </message>
    <message>
        <source>all of both, cut (union)</source>
        <translation>两者的全部，相互切割（并集）</translation>
    </message>
    <message>
        <source>what only the first layer has (difference)</source>
        <translation>仅第一个图层有的部分（差集）</translation>
    </message>
    <message>
        <source>what only one of them has (symmetric difference)</source>
        <translation>仅其中一个有的部分（对称差）</translation>
    </message>
    <message>
        <source>all of the first layer, cut (identity)</source>
        <translation>第一个图层的全部，被切割（标识）</translation>
    </message>
    <message>
        <source>Layer that cuts it</source>
        <translation>用来切割的图层</translation>
    </message>
    <message>
        <source>Condition on the layer that cuts it</source>
        <translation>切割图层的条件</translation>
    </message>
    <message>
        <source>Kept is</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Cut by</source>
        <translation>切割图层</translation>
    </message>
    <message>
        <source>There is no other layer with geometry.</source>
        <translation>没有其他带几何的图层。</translation>
    </message>
    <message>
        <source>Its condition</source>
        <translation>其条件</translation>
    </message>
</context>
<context>
    <name>gis::ui::PackageCheckDialog</name>
    <message>
        <source>changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Check an exchange package</source>
        <translation>校验交换包</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>交换包</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the package</source>
        <translation>选择交换包</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>What is not as it was packed</source>
        <translation>与打包时不一致之处</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Bytes packed</source>
        <translation>打包时字节数</translation>
    </message>
    <message>
        <source>Bytes now</source>
        <translation>现字节数</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Exchange package</source>
        <translation>交换包</translation>
    </message>
    <message>
        <source>Packages (*.zip)</source>
        <translation>交换包 (*.zip)</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>All %1 files are as they were packed.</source>
        <translation>%1 个文件均与打包时一致。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are not as they were packed.</source>
        <translation>
            <numerusform>%Ln 个文件与打包时不一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>Package %1 of %2, from %3 to %4, security %5.</source>
        <translation>交换包 %1，%2，由 %3 移交 %4，密级 %5。</translation>
    </message>
    <message>
        <source>Sum of the manifest (SHA-256): %1</source>
        <translation>清单校验和（SHA-256）：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::PackageDialog</name>
    <message>
        <source>Exchange package</source>
        <translation>交换包</translation>
    </message>
    <message>
        <source>Layers to pack</source>
        <translation>要打包的图层</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Replace the file if it is there</source>
        <translation>文件已存在时替换</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Each layer&apos;s own</source>
        <translation>各图层自己的</translation>
    </message>
    <message>
        <source>Encoding of the shapefiles</source>
        <translation>Shapefile 的编码</translation>
    </message>
    <message>
        <source>GBK (older Chinese programs)</source>
        <translation>GBK（较老的中文软件）</translation>
    </message>
    <message>
        <source>Bureau that hands over</source>
        <translation>移交单位</translation>
    </message>
    <message>
        <source>Bureau that receives</source>
        <translation>接收单位</translation>
    </message>
    <message>
        <source>What the data is for</source>
        <translation>数据用途</translation>
    </message>
    <message>
        <source>Security mark</source>
        <translation>密级</translation>
    </message>
    <message>
        <source>the strictest of the layers</source>
        <translation>取各图层中最高者</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>相应的命令行</translation>
    </message>
    <message>
        <source>Make the package</source>
        <translation>生成交换包</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>From</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>To</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Packages (*.zip)</source>
        <translation>交换包 (*.zip)</translation>
    </message>
    <message>
        <source>Packing…</source>
        <translation>正在打包…</translation>
    </message>
    <message>
        <source>Package %1: %2 layers, %3 files, %4; read back and compared.</source>
        <translation>交换包 %1：%2 个图层，%3 个文件，%4；已读回比对。</translation>
    </message>
    <message>
        <source>Shapefile of %1: %2</source>
        <translation>%1 的 Shapefile：%2</translation>
    </message>
    <message>
        <source>Sum of the manifest (SHA-256): %1</source>
        <translation>清单校验和（SHA-256）：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::PaperDialog</name>
    <message>
        <source>Preview of the page</source>
        <translation>页面预览</translation>
    </message>
    <message>
        <source>Page shown</source>
        <translation>显示的页</translation>
    </message>
    <message>
        <source>Number of pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>What became of the page</source>
        <translation>页面输出结果</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>另存为图片…</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>另存为图片</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print on paper</source>
        <translation>打印到纸上</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消，没有写出任何内容。</translation>
    </message>
    <message>
        <source>The pages are being made …</source>
        <translation>正在生成页面…</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写出：%1</translation>
    </message>
    <message>
        <source>Written: %1 to %2</source>
        <translation>已写出：%1 至 %2</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已发送到打印机。</translation>
    </message>
    <message>
        <source>The printer did not take the pages.</source>
        <translation>打印机没有接受这些页面。</translation>
    </message>
</context>
<context>
    <name>gis::ui::ParcelChangeDialog</name>
    <message>
        <source>Number of parts</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Areas in m², with blanks between; the rest is the last part</source>
        <translation>面积（平方米），以空格分隔；余下的为最后一部分</translation>
    </message>
    <message>
        <source>e.g. 200 350 – the rest is the last part</source>
        <translation>例如 200 350，余下的为最后一部分</translation>
    </message>
    <message>
        <source>Direction in which the parts follow each other, from north</source>
        <translation>各部分依次排列的方向，自北起算</translation>
    </message>
    <message>
        <source>along the longest side</source>
        <translation>沿最长边</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Why, for the history</source>
        <translation>原因，记入历史</translation>
    </message>
    <message>
        <source>Number of the document</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Date of the document</source>
        <translation>文件日期</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What becomes of the parcels</source>
        <translation>宗地的变化</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>宗地</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The city is open for reading only.</source>
        <translation>城市库以只读方式打开。</translation>
    </message>
    <message>
        <source>Draw a line that cuts the parcel through.</source>
        <translation>请画一条贯穿宗地的线。</translation>
    </message>
    <message>
        <source>Type the areas.</source>
        <translation>请输入面积。</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Change a parcel</source>
        <translation>变更一宗地</translation>
    </message>
    <message>
        <source>Change %1 parcels</source>
        <translation>变更 %1 宗地</translation>
    </message>
    <message>
        <source>split into equal parts</source>
        <translation>等分</translation>
    </message>
    <message>
        <source>split to given areas</source>
        <translation>按给定面积分割</translation>
    </message>
    <message>
        <source>split by a line drawn on the map</source>
        <translation>按在地图上画的线分割</translation>
    </message>
    <message>
        <source>cut out an area drawn on the map</source>
        <translation>划出在地图上画的部分</translation>
    </message>
    <message>
        <source>take in a gap beside it</source>
        <translation>并入旁边的空隙</translation>
    </message>
    <message>
        <source>other feature letters</source>
        <translation>更改特征码</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>move the common border</source>
        <translation>移动公共界线</translation>
    </message>
    <message>
        <source>take over a part of the neighbour</source>
        <translation>划入邻宗的一部分</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>变更方式</translation>
    </message>
    <message>
        <source>The two feature letters, as GB</source>
        <translation>两位特征码，如 GB</translation>
    </message>
    <message>
        <source>The other one takes over</source>
        <translation>由另一宗划入</translation>
    </message>
    <message>
        <source>Draw on the map</source>
        <translation>在地图上画</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>特征码</translation>
    </message>
    <message>
        <source>Codes of the new parcels, in the order of the list</source>
        <translation>新宗地的代码，按列表顺序</translation>
    </message>
    <message>
        <source>as proposed in the list; or typed, with blanks between</source>
        <translation>按列表中的建议；也可键入，用空格分隔</translation>
    </message>
    <message>
        <source>New codes</source>
        <translation>新代码</translation>
    </message>
    <message>
        <source>A parcel whose boundary changes keeps its code</source>
        <translation>界线改变时宗地保留代码</translation>
    </message>
    <message>
        <source>Other letters keep the number when it is free</source>
        <translation>更改特征码时，顺序号未被占用则保留</translation>
    </message>
    <message>
        <source>A rule of this city, for everybody</source>
        <translation>本城市的规则，对所有人有效</translation>
    </message>
    <message>
        <source>Rules of parcel codes</source>
        <translation>宗地代码规则</translation>
    </message>
    <message>
        <source>Type the letters.</source>
        <translation>请输入特征码。</translation>
    </message>
    <message>
        <source>Draw the new border, through both parcels and beyond them.</source>
        <translation>请画新界线，穿过两宗地并伸出其外。</translation>
    </message>
    <message>
        <source>Draw the area that becomes a parcel of its own.</source>
        <translation>请画出要单独成宗的部分。</translation>
    </message>
    <message>
        <source>Draw the area that goes from one parcel to the other.</source>
        <translation>请画出从一宗划入另一宗的部分。</translation>
    </message>
    <message>
        <source>Click into the gap on the map.</source>
        <translation>请在地图上单击空隙。</translation>
    </message>
    <message>
        <source>Change parcels</source>
        <translation>变更宗地</translation>
    </message>
    <message>
        <source>Area before %1 m², after %2 m², rest %3 m².</source>
        <translation>变更前面积 %1 平方米，变更后 %2 平方米，余差 %3 平方米。</translation>
    </message>
    <message numerus="yes">
        <source>%n neighbour(s) get a vertex of the new border.</source>
        <translation>
            <numerusform>%n 个邻宗得到新界线的界址点。</numerusform>
        </translation>
    </message>
    <message>
        <source>How much a measured area may differ from the registered one</source>
        <translation>实测面积与登记面积的容许差</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容许误差</translation>
    </message>
</context>
<context>
    <name>gis::ui::ParcelPanel</name>
    <message>
        <source>%1 m² (%2 mu)</source>
        <translation>%1 平方米（%2 亩）</translation>
    </message>
    <message>
        <source>Click a parcel with the parcel tool (P), or type its code.</source>
        <translation>用宗地工具（P）点击宗地，或输入宗地代码。</translation>
    </message>
    <message>
        <source>Parcel card</source>
        <translation>宗地卡片</translation>
    </message>
    <message>
        <source>There is no parcel at this place.</source>
        <translation>此处没有宗地。</translation>
    </message>
    <message>
        <source>Parcel %1</source>
        <translation>宗地 %1</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Fault of the code</source>
        <translation>代码错误</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>坐落</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Subdistrict</source>
        <translation>街道/镇</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Land use</source>
        <translation>土地用途</translation>
    </message>
    <message>
        <source>Code system</source>
        <translation>代码体系</translation>
    </message>
    <message>
        <source>not known: the code may mean different things</source>
        <translation>未知：该代码可能有不同含义</translation>
    </message>
    <message>
        <source>Registered area</source>
        <translation>登记面积</translation>
    </message>
    <message>
        <source>Measured area</source>
        <translation>实测面积</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 平方米</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Buildings: %1</source>
        <translation>自然幢：%1</translation>
    </message>
    <message>
        <source>Cases: %1</source>
        <translation>案卷：%1</translation>
    </message>
    <message>
        <source>Parcel code</source>
        <translation>宗地代码</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>划出</translation>
    </message>
    <message>
        <source>Border moved</source>
        <translation>移动界线</translation>
    </message>
    <message>
        <source>Boundary point moved</source>
        <translation>移动界址点</translation>
    </message>
    <message>
        <source>Part taken over</source>
        <translation>接收部分</translation>
    </message>
    <message>
        <source>Gap filled</source>
        <translation>填补缝隙</translation>
    </message>
    <message>
        <source>History: %1</source>
        <translation>沿革：%1</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Other letters</source>
        <translation>更改特征码</translation>
    </message>
    <message>
        <source>The parcel %1 is there no more.</source>
        <translation>宗地 %1 已不存在。</translation>
    </message>
    <message>
        <source>Edit values…</source>
        <translation>修改属性…</translation>
    </message>
    <message>
        <source>Edit the values of the parcel</source>
        <translation>修改宗地的属性</translation>
    </message>
    <message>
        <source>Change parcel…</source>
        <translation>变更宗地…</translation>
    </message>
    <message>
        <source>Split, cut out or give other letters</source>
        <translation>分割、划出或更改特征码</translation>
    </message>
    <message>
        <source>beyond the tolerance of %1 %</source>
        <translation>超出容许误差 %1 %</translation>
    </message>
    <message>
        <source>What came of it: %1</source>
        <translation>后续宗地：%1</translation>
    </message>
    <message>
        <source>The parcel %1 ended on %2. This is the one that came of it.</source>
        <translation>宗地 %1 已于 %2 注销，这是由它变更而来的宗地。</translation>
    </message>
    <message>
        <source>The parcel %1 ended on %2, and nothing came of it.</source>
        <translation>宗地 %1 已于 %2 注销，没有后续宗地。</translation>
    </message>
    <message>
        <source>The parcel %1 ended on %2. A double click opens a parcel that came of it.</source>
        <translation>宗地 %1 已于 %2 注销。双击可打开由它变更而来的宗地。</translation>
    </message>
</context>
<context>
    <name>gis::ui::ParcelSheetDialog</name>
    <message>
        <source>Parcel sheet</source>
        <translation>宗地图</translation>
    </message>
    <message>
        <source>Name of the office over the sheet</source>
        <translation>图上方的机关名称</translation>
    </message>
    <message>
        <source>Name of the office</source>
        <translation>机关名称</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>Write: %1</source>
        <translation>写出：%1</translation>
    </message>
    <message>
        <source>Table of boundary points (XLSX)</source>
        <translation>界址点成果表 (XLSX)</translation>
    </message>
    <message>
        <source>Boundary points as land bureaus hand them on (TXT)</source>
        <translation>界址点坐标交换文件 (TXT)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写出：%1</translation>
    </message>
</context>
<context>
    <name>gis::ui::ParcelsAsOfDialog</name>
    <message>
        <source>ended since</source>
        <translation>此后注销</translation>
    </message>
    <message>
        <source>made since</source>
        <translation>此后新设</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>此后变更</translation>
    </message>
    <message>
        <source>Parcels as of a date</source>
        <translation>某日的宗地</translation>
    </message>
    <message>
        <source>Date; its beginning counts</source>
        <translation>日期；以当日开始为准</translation>
    </message>
    <message>
        <source>Parcels that were otherwise</source>
        <translation>与现在不同的宗地</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>宗地</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>后来</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>As a layer</source>
        <translation>存为图层</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>On the map, parcels that ended since are grey, and those made since are veiled.</source>
        <translation>地图上，此后注销的宗地为灰色，此后新设的被淡化。</translation>
    </message>
    <message>
        <source>There were %1 parcels then. %2 of them ended since, %3 changed; %4 were made since.</source>
        <translation>当时有 %1 宗地。其中 %2 宗此后注销，%3 宗变更；此后新设 %4 宗。</translation>
    </message>
    <message>
        <source>They are in the layer %1.</source>
        <translation>它们在图层 %1 中。</translation>
    </message>
    <message>
        <source>Open the city as of then</source>
        <translation>打开当时的城市</translation>
    </message>
</context>
<context>
    <name>gis::ui::PasteRowsDialog</name>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Leave faulty rows out</source>
        <translation>跳过有错的行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Paste rows into %1</source>
        <translation>把行粘贴到%1</translation>
    </message>
    <message>
        <source>Copy the rows in the spreadsheet together with the row of column names</source>
        <translation>请在电子表格中连同列名行一起复制</translation>
    </message>
    <message>
        <source>All rows are new features</source>
        <translation>所有行都是新要素</translation>
    </message>
    <message>
        <source>Rows with the same %1 change that feature</source>
        <translation>%1 相同的行修改该要素</translation>
    </message>
    <message>
        <source>Paste the rows</source>
        <translation>粘贴这些行</translation>
    </message>
    <message>
        <source>%L1 row(s): %L2 to be added, %L3 to be changed, %L4 as they are, %L5 faulty</source>
        <translation>%L1 行：将增加 %L2，将修改 %L3，未变 %L4，有错 %L5</translation>
    </message>
    <message>
        <source>Columns that do not count: %1</source>
        <translation>不计入的列：%1</translation>
    </message>
    <message>
        <source>Row %L1: %2</source>
        <translation>第 %L1 行：%2</translation>
    </message>
    <message>
        <source>Read the rows</source>
        <translation>读取各行</translation>
    </message>
    <message>
        <source>Paste rows</source>
        <translation>粘贴行</translation>
    </message>
</context>
<context>
    <name>gis::ui::PeriodChoice</name>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>其他日期</translation>
    </message>
</context>
<context>
    <name>gis::ui::PhotoBrushDialog</name>
    <message>
        <source>Photo: drag over faces and plates</source>
        <translation>照片：在人脸和车牌上拖动</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Black out: %1</source>
        <translation>涂黑：%1</translation>
    </message>
    <message>
        <source>Fine brush</source>
        <translation>细画笔</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Broad brush</source>
        <translation>粗画笔</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>Drag over faces and plates. The original stays as it is; every copy that leaves is black there.</source>
        <translation>在人脸和车牌上拖动。原件不变；对外提供的每份副本在这些地方都是黑色。</translation>
    </message>
    <message>
        <source>Read a photo</source>
        <translation>读取照片</translation>
    </message>
    <message>
        <source>This photo cannot be read, so nothing can be blacked out of it.</source>
        <translation>无法读取这张照片，因此不能涂黑。</translation>
    </message>
</context>
<context>
    <name>gis::ui::PhotoList</name>
    <message>
        <source>Read a photo</source>
        <translation>读取照片</translation>
    </message>
</context>
<context>
    <name>gis::ui::PhotoOutDialog</name>
    <message>
        <source>Photos that leave</source>
        <translation>对外提供的照片</translation>
    </message>
    <message>
        <source>Black out…</source>
        <translation>涂黑…</translation>
    </message>
    <message>
        <source>Black faces and plates out</source>
        <translation>涂黑人脸和车牌</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Hand out photos</source>
        <translation>对外提供照片</translation>
    </message>
    <message>
        <source>Tick what may leave. Place, time and camera are always taken out of the copies.</source>
        <translation>勾选可以对外提供的照片。副本总会去除位置、时间和相机信息。</translation>
    </message>
    <message>
        <source>Folder for the photos</source>
        <translation>存放照片的文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln 处涂黑</numerusform>
        </translation>
    </message>
    <message>
        <source>This case has no photos.</source>
        <translation>该案卷没有照片。</translation>
    </message>
    <message numerus="yes">
        <source>Written: %Ln photo(s), </source>
        <translation>
            <numerusform>已写出 %Ln 张照片，</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them with something blacked out.</source>
        <translation>
            <numerusform>其中 %Ln 张有涂黑之处。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::PictureField</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>移除图片</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Read a picture</source>
        <translation>读取图片</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif);;All files (*)</source>
        <translation>图片 (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif);;所有文件 (*)</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>无图片</translation>
    </message>
    <message>
        <source>bytes that are no picture</source>
        <translation>不是图片的字节</translation>
    </message>
</context>
<context>
    <name>gis::ui::PlaceQueueDialog</name>
    <message>
        <source>How many cases have no position</source>
        <translation>没有位置的案卷数</translation>
    </message>
    <message>
        <source>What became of the case</source>
        <translation>案卷处理结果</translation>
    </message>
    <message>
        <source>Cases without a position</source>
        <translation>没有位置的案卷</translation>
    </message>
    <message>
        <source>Address or place to look for</source>
        <translation>要查找的地址或地点</translation>
    </message>
    <message>
        <source>Places that the address may mean</source>
        <translation>地址可能对应的位置</translation>
    </message>
    <message>
        <source>Place it there</source>
        <translation>定位到该处</translation>
    </message>
    <message>
        <source>Click the map…</source>
        <translation>点击地图…</translation>
    </message>
    <message>
        <source>Click the place on the map</source>
        <translation>在地图上点击位置</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开案卷</translation>
    </message>
    <message>
        <source>Cases to place</source>
        <translation>待定位案卷</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>案卷号</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message numerus="yes">
        <source>%Ln case(s) without a position</source>
        <translation>
            <numerusform>%Ln 件案卷没有位置</numerusform>
        </translation>
    </message>
    <message>
        <source>More than %1 cases without a position; the newest come first</source>
        <translation>超过 %1 件案卷没有位置，最新的排在前面</translation>
    </message>
    <message>
        <source>Places are being read …</source>
        <translation>正在读取地点…</translation>
    </message>
    <message>
        <source>Nothing of that name is known: try fewer words, or click the map.</source>
        <translation>没有找到该名称：请减少文字，或直接点击地图。</translation>
    </message>
    <message>
        <source>Place a case</source>
        <translation>案卷定位</translation>
    </message>
    <message>
        <source>%1 is placed; Ctrl+Z takes it back.</source>
        <translation>%1 已定位，可用 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>%1 is placed in %2; Ctrl+Z takes it back.</source>
        <translation>%1 已定位到%2，可用 Ctrl+Z 撤销。</translation>
    </message>
</context>
<context>
    <name>gis::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Memory for map pictures</source>
        <translation>地图图片内存</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>As in QGIS</source>
        <translation>与 QGIS 相同</translation>
    </message>
    <message>
        <source>As in ArcGIS</source>
        <translation>与 ArcGIS 相同</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Written into the history of every edit</source>
        <translation>写入每次编辑的历史记录</translation>
    </message>
    <message>
        <source>Allow base maps from the network</source>
        <translation>允许使用网络底图</translation>
    </message>
    <message>
        <source>Allowed hosts</source>
        <translation>允许的主机</translation>
    </message>
    <message>
        <source>Key for web maps</source>
        <translation>网络地图密钥</translation>
    </message>
    <message>
        <source>Base maps are fetched from these hosts only; *. stands for every host below.</source>
        <translation>底图只从这些主机获取；“*.”代表其下所有主机。</translation>
    </message>
    <message>
        <source>The key that Tianditu gave you; it fills {key} in templates.</source>
        <translation>天地图发给您的密钥，用于填充模板中的 {key}。</translation>
    </message>
    <message>
        <source>Snapping reaches</source>
        <translation>捕捉范围</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
</context>
<context>
    <name>gis::ui::PrintMapDialog</name>
    <message>
        <source>Print map</source>
        <translation>打印地图</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>A3</source>
        <translation>A3</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Part of the map</source>
        <translation>地图范围</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>与窗口相同</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Scale 1:</source>
        <translation>比例尺 1:</translation>
    </message>
    <message>
        <source>Fitted</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>比例尺</translation>
    </message>
    <message>
        <source>North arrow</source>
        <translation>指北针</translation>
    </message>
    <message>
        <source>Grid with coordinates</source>
        <translation>坐标格网</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>制图单位</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Security mark</source>
        <translation>密级</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>秘密</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>机密</translation>
    </message>
    <message>
        <source>Map review number</source>
        <translation>审图号</translation>
    </message>
</context>
<context>
    <name>gis::ui::QualityModel</name>
    <message>
        <source>shape</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>gis::ui::QualityPanel</name>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>数据质量</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <translation>
            <numerusform>%Ln 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) repaired; undo takes it back.</source>
        <translation>
            <numerusform>已修复 %Ln 个要素；可以撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ignore findings</source>
        <translation>忽略问题</translation>
    </message>
    <message>
        <source>Why shall the chosen findings be ignored from now on?</source>
        <translation>为何从现在起忽略所选问题？</translation>
    </message>
    <message>
        <source>Look at findings again</source>
        <translation>重新检查问题</translation>
    </message>
    <message>
        <source>Findings as a spreadsheet</source>
        <translation>问题写为电子表格</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>质量问题</translation>
    </message>
    <message>
        <source>Spreadsheet (*.xlsx)</source>
        <translation>电子表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Export findings</source>
        <translation>导出问题</translation>
    </message>
    <message>
        <source>The findings are in %1.</source>
        <translation>问题已写入 %1。</translation>
    </message>
    <message>
        <source>Findings as a layer</source>
        <translation>问题写为图层</translation>
    </message>
    <message>
        <source>The findings are in the layer %1.</source>
        <translation>问题已写入图层 %1。</translation>
    </message>
    <message>
        <source>Correction note</source>
        <translation>校核纠错单</translation>
    </message>
    <message>
        <source>Correction note %1 is in %2.</source>
        <translation>校核纠错单 %1 已写入 %2。</translation>
    </message>
    <message>
        <source>Answer to %1</source>
        <translation>%1 的答复</translation>
    </message>
    <message>
        <source>What did the bureau say?</source>
        <translation>该部门如何答复？</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Which layer is checked</source>
        <translation>检查哪个图层</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>开始检查</translation>
    </message>
    <message>
        <source>Geometries, codes, values, duplicates, references and borders of layers</source>
        <translation>图层的几何、代码、取值、重复、引用和边界</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>停止检查</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>What needs no person, of the chosen findings or of all that are listed</source>
        <translation>所选问题（未选时为所列全部）中不需人工判断者</translation>
    </message>
    <message>
        <source>Ignore…</source>
        <translation>忽略…</translation>
    </message>
    <message>
        <source>The chosen findings, from now on and with a reason</source>
        <translation>从现在起忽略所选问题，须写明理由</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The findings as a spreadsheet or as a layer</source>
        <translation>把问题写为电子表格或图层</translation>
    </message>
    <message>
        <source>Correction note…</source>
        <translation>校核纠错单…</translation>
    </message>
    <message>
        <source>The findings of one layer to the bureau that owns it</source>
        <translation>把一个图层的问题函告其主管部门</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Do not ignore the chosen findings any more</source>
        <translation>不再忽略所选问题</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>登记答复…</translation>
    </message>
    <message>
        <source>Write down what the bureau said</source>
        <translation>登记该部门的答复</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>The correction note is done</source>
        <translation>纠错单办结</translation>
    </message>
    <message>
        <source>As a spreadsheet…</source>
        <translation>写为电子表格…</translation>
    </message>
    <message>
        <source>As a layer of points</source>
        <translation>写为点图层</translation>
    </message>
    <message>
        <source>Scores of layers and checks</source>
        <translation>图层和各项检查的得分</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Ignored findings</source>
        <translation>已忽略的问题</translation>
    </message>
    <message>
        <source>Correction notes</source>
        <translation>校核纠错单</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Bureau</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有图层</translation>
    </message>
    <message>
        <source>%1 of %2 features with errors, %3 with warnings only</source>
        <translation>%2 个要素中 %1 个有错误，另有 %3 个只有警告</translation>
    </message>
    <message>
        <source>%1 examined, %2 ignored</source>
        <translation>检查 %1 个，忽略 %2 个</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>已忽略</translation>
    </message>
</context>
<context>
    <name>gis::ui::RankingDialog</name>
    <message>
        <source>What is ranked</source>
        <translation>排名对象</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Cases behind the number</source>
        <translation>数字背后的案卷</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>口径</translation>
    </message>
    <message>
        <source>Which cases are listed</source>
        <translation>列出的是哪些案卷</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Select these cases on the map</source>
        <translation>在地图上选择这些案卷</translation>
    </message>
    <message>
        <source>Figures and ranking</source>
        <translation>指标与排名</translation>
    </message>
    <message>
        <source>The whole city</source>
        <translation>全市</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>案卷号</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>处置部门</translation>
    </message>
    <message>
        <source>The last day lies before the first one.</source>
        <translation>截止日早于起始日。</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在统计……</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Click a number to see the cases behind it.</source>
        <translation>点击数字可查看其背后的案卷。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 件中的 %1 件</translation>
    </message>
    <message>
        <source>no cases stand behind this number, it is made of others</source>
        <translation>该数字由其他指标合成，没有直接对应的案卷</translation>
    </message>
    <message numerus="yes">
        <source>%Ln case(s)</source>
        <translation>
            <numerusform>%Ln 件案卷</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 are listed</source>
        <translation>列出前 %1 件</translation>
    </message>
</context>
<context>
    <name>gis::ui::ReshapeTool</name>
    <message>
        <source>Click a feature; drag a handle, or an edge for a new vertex; Del takes the chosen vertex away; S switches snapping</source>
        <translation>单击要素；拖动顶点，拖动边加新顶点；Del 删除选中的顶点；S 开关捕捉</translation>
    </message>
    <message>
        <source>Choose a vertex of the hole or the part first.</source>
        <translation>请先选中洞或部分的一个顶点。</translation>
    </message>
</context>
<context>
    <name>gis::ui::SelectByLocationDialog</name>
    <message>
        <source>Select by location</source>
        <translation>按位置选择</translation>
    </message>
    <message>
        <source>Which features</source>
        <translation>选择哪些要素</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Condition on the layer</source>
        <translation>图层的条件</translation>
    </message>
    <message>
        <source>Condition (optional), e.g. &quot;dlbm&quot; = &apos;0701&apos;</source>
        <translation>条件（可选），例如 &quot;dlbm&quot; = &apos;0701&apos;</translation>
    </message>
    <message>
        <source>only in the visible part of the map</source>
        <translation>仅在地图可见范围内</translation>
    </message>
    <message>
        <source>Only in the visible part of the map</source>
        <translation>仅在地图可见范围内</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>in relation to another layer</source>
        <translation>与另一图层的关系</translation>
    </message>
    <message>
        <source>In relation to another layer</source>
        <translation>与另一图层的关系</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>lie within a distance of</source>
        <translation>在一定距离内</translation>
    </message>
    <message>
        <source>intersect</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>lie within</source>
        <translation>位于其内</translation>
    </message>
    <message>
        <source>contain</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>cover</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>are covered by</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>touch</source>
        <translation>相接</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>穿越</translation>
    </message>
    <message>
        <source>overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>are equal to</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>do not meet any of</source>
        <translation>与任何要素都不相交</translation>
    </message>
    <message>
        <source>Distance in metres</source>
        <translation>距离（米）</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source>Other layer</source>
        <translation>其他图层</translation>
    </message>
    <message>
        <source>Condition on the other layer</source>
        <translation>另一图层的条件</translation>
    </message>
    <message>
        <source>Condition (optional), e.g. &quot;state&quot; &lt;&gt; &apos;closed&apos;</source>
        <translation>条件（可选），例如 &quot;state&quot; &lt;&gt; &apos;closed&apos;</translation>
    </message>
    <message>
        <source>They</source>
        <translation>它们</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Number of features found</source>
        <translation>找到的要素数</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>对应的命令行</translation>
    </message>
    <message>
        <source>How the answer joins the selection</source>
        <translation>结果与当前选择的组合方式</translation>
    </message>
    <message>
        <source>new selection</source>
        <translation>新建选择</translation>
    </message>
    <message>
        <source>add to the selection</source>
        <translation>添加到选择</translation>
    </message>
    <message>
        <source>take from the selection</source>
        <translation>从选择中移除</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Select on the map</source>
        <translation>在地图上选择</translation>
    </message>
    <message>
        <source>Name of the new layer</source>
        <translation>新图层名称</translation>
    </message>
    <message>
        <source>Make a layer</source>
        <translation>生成图层</translation>
    </message>
    <message>
        <source>Make a new layer of the answer</source>
        <translation>用结果生成新图层</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>计数</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) found</source>
        <translation>
            <numerusform>找到 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>已生成图层 %1，共 %Ln 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>only what is selected, too</source>
        <translation>只留已选中的</translation>
    </message>
</context>
<context>
    <name>gis::ui::SelectByValueDialog</name>
    <message>
        <source>Select by value in %1</source>
        <translation>在“%1”中按值选择</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较方式</translation>
    </message>
    <message>
        <source>is equal to</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不等于</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>begins with</source>
        <translation>开头为</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>is greater than</source>
        <translation>大于</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>不为空</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Number of features found</source>
        <translation>找到的要素数</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Read the commonest values</source>
        <translation>读取最常见的值</translation>
    </message>
    <message>
        <source>Select by value</source>
        <translation>按值选择</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) found</source>
        <translation>
            <numerusform>找到 %Ln 个要素</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::SelectTool</name>
    <message>
        <source>Click the corners; double click, right click or Enter ends; Backspace takes one back</source>
        <translation>点击各角点；双击、右键或回车结束；Backspace 撤回一点</translation>
    </message>
    <message>
        <source>Shift adds to the selection, Ctrl takes away</source>
        <translation>按住 Shift 添加到选择，按住 Ctrl 从选择中移除</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
</context>
<context>
    <name>gis::ui::Snapper</name>
    <message>
        <source>vertex</source>
        <translation>顶点</translation>
    </message>
    <message>
        <source>crossing</source>
        <translation>交点</translation>
    </message>
    <message>
        <source>right angle to the edge</source>
        <translation>垂足</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>延长线</translation>
    </message>
    <message>
        <source>much lies here: zoom in</source>
        <translation>此处要素很多：请放大</translation>
    </message>
</context>
<context>
    <name>gis::ui::SqlPanel</name>
    <message>
        <source>The statement ended without an answer.</source>
        <translation>语句结束，没有结果。</translation>
    </message>
    <message>
        <source>The program that runs statements cannot be started: %1</source>
        <translation>无法启动执行语句的程序：%1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Run the statement (Ctrl+Return)</source>
        <translation>执行语句（Ctrl+回车）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the statement</source>
        <translation>结束语句</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>执行计划</translation>
    </message>
    <message>
        <source>How it would be answered, and whether a spatial index is used</source>
        <translation>将如何执行，是否使用空间索引</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all</source>
        <translation>复制所选行或全部</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Rows are of</source>
        <translation>行属于</translation>
    </message>
    <message>
        <source>Layer whose features the column fid names</source>
        <translation>fid 列所指要素的图层</translation>
    </message>
    <message>
        <source>Statements run before</source>
        <translation>以前执行过的语句</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>SELECT …, one statement that only reads; Ctrl+Space completes, Ctrl+Return runs</source>
        <translation>SELECT …，一条只读语句；Ctrl+空格补全，Ctrl+回车执行</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>正在执行…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Read the answer</source>
        <translation>读取结果</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>only the first %1 are shown</source>
        <translation>只显示前 %1 行</translation>
    </message>
    <message>
        <source>with a column fid, rows are shown on the map</source>
        <translation>有 fid 列时，行可在地图上显示</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>A spatial index is used.</source>
        <translation>使用了空间索引。</translation>
    </message>
    <message>
        <source>No places are compared.</source>
        <translation>没有比较位置。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>已复制 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the answer</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written to %1</source>
        <translation>
            <numerusform>已把 %Ln 行写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Write all rows of the answer as CSV or a spreadsheet</source>
        <translation>将结果的所有行写为 CSV 或电子表格</translation>
    </message>
    <message>
        <source>the answer has more: Export writes all of them</source>
        <translation>结果还有更多行：导出会写出全部</translation>
    </message>
    <message>
        <source>Spreadsheet (*.xlsx)</source>
        <translation>电子表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>All rows are being written…</source>
        <translation>正在写出所有行…</translation>
    </message>
</context>
<context>
    <name>gis::ui::StartPage</name>
    <message>
        <source>CityDesk</source>
        <translation>CityDesk</translation>
    </message>
    <message>
        <source>The map desk of the city: incidents, questions, clean data</source>
        <translation>城市地图工作台：案件、查询、干净的数据</translation>
    </message>
    <message>
        <source>Recent cities</source>
        <translation>最近打开的城市库</translation>
    </message>
    <message>
        <source>None yet. Make a new city, open one, or try the sample.</source>
        <translation>暂无。请新建、打开城市库，或试用示例城市。</translation>
    </message>
    <message>
        <source>New city…</source>
        <translation>新建城市库…</translation>
    </message>
    <message>
        <source>Open city…</source>
        <translation>打开城市库…</translation>
    </message>
    <message>
        <source>Open the sample city</source>
        <translation>打开示例城市</translation>
    </message>
</context>
<context>
    <name>gis::ui::StyleEditor</name>
    <message>
        <source>Show the layer on the map first: classes are made from its values.</source>
        <translation>请先在地图上显示该图层：分类取自其中的值。</translation>
    </message>
    <message>
        <source>Looking at the values …</source>
        <translation>正在读取值…</translation>
    </message>
    <message>
        <source>Make classes</source>
        <translation>生成分类</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n 个类别</numerusform>
        </translation>
    </message>
    <message>
        <source>New class</source>
        <translation>新类别</translation>
    </message>
    <message>
        <source>One class must stay.</source>
        <translation>至少要保留一个类别。</translation>
    </message>
    <message>
        <source>Parts of the style</source>
        <translation>样式的各部分</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>What became of the style</source>
        <translation>样式的处理结果</translation>
    </message>
    <message>
        <source>Take back the last change of the style</source>
        <translation>撤销样式的上一步更改</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Customary looks</source>
        <translation>常用样式</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Load a style</source>
        <translation>加载样式</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>加载…</translation>
    </message>
    <message>
        <source>Save the style</source>
        <translation>保存样式</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Default look</source>
        <translation>默认样式</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>One symbol for all</source>
        <translation>单一符号</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>按唯一值</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>按数值分级</translation>
    </message>
    <message>
        <source>By rules</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Equal intervals</source>
        <translation>等间距</translation>
    </message>
    <message>
        <source>Equal counts</source>
        <translation>等数量</translation>
    </message>
    <message>
        <source>Natural breaks</source>
        <translation>自然断点</translation>
    </message>
    <message>
        <source>Number of classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>图例文字</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>添加类别</translation>
    </message>
    <message>
        <source>Remove the chosen classes</source>
        <translation>删除所选类别</translation>
    </message>
    <message>
        <source>Up: the first class is drawn on top</source>
        <translation>上移：第一类绘制在最上面</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>The chosen classes</source>
        <translation>所选类别</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Size, mm</source>
        <translation>大小（毫米）</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>边线颜色</translation>
    </message>
    <message>
        <source>Width of the edge, mm</source>
        <translation>边线宽度（毫米）</translation>
    </message>
    <message>
        <source>Dashes, mm</source>
        <translation>虚线（毫米）</translation>
    </message>
    <message>
        <source>solid</source>
        <translation>实线</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>填充图案</translation>
    </message>
    <message>
        <source>no fill</source>
        <translation>无填充</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>纯色</translation>
    </message>
    <message>
        <source>hatched /</source>
        <translation>斜线 /</translation>
    </message>
    <message>
        <source>hatched \</source>
        <translation>斜线 \</translation>
    </message>
    <message>
        <source>horizontal lines</source>
        <translation>横线</translation>
    </message>
    <message>
        <source>vertical lines</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>方格</translation>
    </message>
    <message>
        <source>crossed</source>
        <translation>斜网格</translation>
    </message>
    <message>
        <source>dotted</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Distance of the pattern, mm</source>
        <translation>图案间距（毫米）</translation>
    </message>
    <message>
        <source>Colour of the pattern</source>
        <translation>图案颜色</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>点符号</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>圆</translation>
    </message>
    <message>
        <source>square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>diamond</source>
        <translation>菱形</translation>
    </message>
    <message>
        <source>triangle</source>
        <translation>三角形</translation>
    </message>
    <message>
        <source>triangle, downwards</source>
        <translation>倒三角形</translation>
    </message>
    <message>
        <source>pentagon</source>
        <translation>五边形</translation>
    </message>
    <message>
        <source>hexagon</source>
        <translation>六边形</translation>
    </message>
    <message>
        <source>star</source>
        <translation>五角星</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>叉</translation>
    </message>
    <message>
        <source>plus</source>
        <translation>加号</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>pin</source>
        <translation>大头针</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>图形…</translation>
    </message>
    <message>
        <source>Take an SVG drawing as marker</source>
        <translation>用 SVG 图形作点符号</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Shown at scales</source>
        <translation>显示比例尺</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the layer</source>
        <translation>图层不透明度</translation>
    </message>
    <message>
        <source>The layer at scales</source>
        <translation>图层显示比例尺</translation>
    </message>
    <message>
        <source>Points are drawn as</source>
        <translation>点的显示方式</translation>
    </message>
    <message>
        <source>symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>clusters with their number</source>
        <translation>聚合点（显示数量）</translation>
    </message>
    <message>
        <source>heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Gather within, mm</source>
        <translation>聚合距离（毫米）</translation>
    </message>
    <message>
        <source>Gather from scale</source>
        <translation>开始聚合的比例尺</translation>
    </message>
    <message>
        <source>Colour of clusters</source>
        <translation>聚合点颜色</translation>
    </message>
    <message>
        <source>Radius of the heat map, m</source>
        <translation>热力图半径（米）</translation>
    </message>
    <message>
        <source>Colours of the heat map</source>
        <translation>热力图配色</translation>
    </message>
    <message>
        <source>Last colour from, per km²</source>
        <translation>最高色对应值（每平方千米）</translation>
    </message>
    <message>
        <source>the peak</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Write on the map</source>
        <translation>在地图上标注</translation>
    </message>
    <message>
        <source>Text of the label</source>
        <translation>标注文字</translation>
    </message>
    <message>
        <source>{field}, {code|parcel} for a parcel code in two lines, {number|1} with one decimal, \n for a new line</source>
        <translation>{字段}；{code|parcel} 将宗地代码分两行；{number|1} 保留一位小数；\n 换行</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Size of the label, mm</source>
        <translation>字号（毫米）</translation>
    </message>
    <message>
        <source>bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Colour of the label</source>
        <translation>文字颜色</translation>
    </message>
    <message>
        <source>Colour of the halo</source>
        <translation>光晕颜色</translation>
    </message>
    <message>
        <source>Width of the halo, mm</source>
        <translation>光晕宽度（毫米）</translation>
    </message>
    <message>
        <source>Labels at scales</source>
        <translation>标注显示比例尺</translation>
    </message>
    <message>
        <source>Importance, 0 to 10</source>
        <translation>优先级（0 到 10）</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>along lines, in columns where areas are tall</source>
        <translation>沿线，狭长面内竖排</translation>
    </message>
    <message>
        <source>always level</source>
        <translation>始终水平</translation>
    </message>
    <message>
        <source>Repeat along lines every, mm</source>
        <translation>沿线重复间距（毫米）</translation>
    </message>
    <message>
        <source>only where it fits into the area</source>
        <translation>仅在面内放得下时标注</translation>
    </message>
    <message>
        <source>Styles (*.json *.sld *.xml *.gpkg *.sqlite *.db *.citydb);;All files (*)</source>
        <translation>样式 (*.json *.sld *.xml *.gpkg *.sqlite *.db *.citydb);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The style is read whole.</source>
        <translation>样式已完整读入。</translation>
    </message>
    <message>
        <source>Not carried over: %1</source>
        <translation>未能转换：%1</translation>
    </message>
    <message>
        <source>Style of CityDesk (*.json);;SLD 1.1 (*.sld);;SLD 1.0 (*.xml)</source>
        <translation>CityDesk 样式 (*.json);;SLD 1.1 (*.sld);;SLD 1.0 (*.xml)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写出：%1</translation>
    </message>
    <message>
        <source>Written: %1. Not carried over: %2</source>
        <translation>已写出：%1。未能转换：%2</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>图形 (*.svg)</translation>
    </message>
</context>
<context>
    <name>gis::ui::StylePanel</name>
    <message>
        <source>Choose a layer with geometry in the layer panel</source>
        <translation>请在图层面板中选择有几何的图层</translation>
    </message>
    <message>
        <source>Style of %1</source>
        <translation>%1 的样式</translation>
    </message>
    <message>
        <source>Style the layer</source>
        <translation>设置图层样式</translation>
    </message>
    <message>
        <source>The style is in the city now.</source>
        <translation>样式已存入城市库。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Write the style to the city: everybody sees it</source>
        <translation>将样式写入城市库：所有人可见</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Back to the style of the city</source>
        <translation>恢复为城市库中的样式</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
</context>
<context>
    <name>gis::ui::TopologyDialog</name>
    <message>
        <source>Invalid area</source>
        <translation>无效的面</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>缝隙</translation>
    </message>
    <message>
        <source>Sliver</source>
        <translation>碎面</translation>
    </message>
    <message>
        <source>Vertex missing</source>
        <translation>缺少顶点</translation>
    </message>
    <message>
        <source>Topology of areas</source>
        <translation>面的拓扑检查</translation>
    </message>
    <message>
        <source>Layer of areas</source>
        <translation>面图层</translation>
    </message>
    <message>
        <source>What lies nearer is meant to be the same place</source>
        <translation>更近的视为同一位置</translation>
    </message>
    <message>
        <source>Areas thinner than this are slivers; 0: none</source>
        <translation>比这更窄的面为碎面；0 为不查</translation>
    </message>
    <message>
        <source>Gaps up to this width are filled</source>
        <translation>填补不宽于此的缝隙</translation>
    </message>
    <message>
        <source>Who loses an overlap</source>
        <translation>重叠从哪一方去掉</translation>
    </message>
    <message>
        <source>the larger area</source>
        <translation>较大的面</translation>
    </message>
    <message>
        <source>the smaller area</source>
        <translation>较小的面</translation>
    </message>
    <message>
        <source>the newer area (higher id)</source>
        <translation>较新的面（编号较大）</translation>
    </message>
    <message>
        <source>the older area (lower id)</source>
        <translation>较旧的面（编号较小）</translation>
    </message>
    <message>
        <source>Coverage: refuse edits that make overlaps or gaps</source>
        <translation>覆盖层：拒绝造成重叠或缝隙的编辑</translation>
    </message>
    <message>
        <source>Mark the layer as coverage</source>
        <translation>把图层记为覆盖层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Slivers below</source>
        <translation>碎面窄于</translation>
    </message>
    <message>
        <source>Fill gaps up to</source>
        <translation>填补缝隙不宽于</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Overlaps are taken from</source>
        <translation>重叠去自</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Width (m)</source>
        <translation>宽（米）</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>等同的命令行</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Mend the chosen</source>
        <translation>修复所选</translation>
    </message>
    <message>
        <source>Mend all</source>
        <translation>全部修复</translation>
    </message>
    <message>
        <source>As a layer</source>
        <translation>存为图层</translation>
    </message>
    <message>
        <source>The city has no layer of areas.</source>
        <translation>城市库中没有面图层。</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>拓扑检查</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 平方米</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 areas checked: they lie side by side.</source>
        <translation>已检查 %1 个面：相邻无误。</translation>
    </message>
    <message>
        <source>%1 areas checked. %2</source>
        <translation>已检查 %1 个面。%2</translation>
    </message>
    <message>
        <source> The first %1 are listed.</source>
        <translation> 列出前 %1 项。</translation>
    </message>
    <message>
        <source> They are in the layer %1.</source>
        <translation> 结果在图层 %1 中。</translation>
    </message>
    <message>
        <source>Mending…</source>
        <translation>正在修复…</translation>
    </message>
    <message>
        <source>Mend the topology</source>
        <translation>修复拓扑</translation>
    </message>
    <message>
        <source>Mended: %1 areas changed, %2 removed. Area %3 − overlaps %4 − duplicates %5 + gaps %6 + rest %7 = %8 m². Undo takes it back.</source>
        <translation>已修复：改动 %1 个面，删除 %2 个。面积 %3 − 重叠 %4 − 重复 %5 + 缝隙 %6 + 余差 %7 = %8 平方米。可撤销。</translation>
    </message>
    <message>
        <source>Mark as coverage</source>
        <translation>记为覆盖层</translation>
    </message>
    <message>
        <source>From now on edits that make an overlap or a gap in this layer are refused.</source>
        <translation>此后会在该图层造成重叠或缝隙的编辑都将被拒绝。</translation>
    </message>
    <message>
        <source>The layer is no coverage any more.</source>
        <translation>图层不再是覆盖层。</translation>
    </message>
</context>
<context>
    <name>gis::ui::TransformTool</name>
    <message>
        <source>Drag the selected features, or one; Shift keeps to one direction; Esc gives up</source>
        <translation>拖动选中的要素，或其中一个；Shift 只沿一个方向；Esc 放弃</translation>
    </message>
    <message>
        <source>Drag around the middle of the selected features; Shift turns by steps of 15°; Esc gives up</source>
        <translation>绕选中要素的中心拖动；Shift 每次转 15°；Esc 放弃</translation>
    </message>
    <message>
        <source>%1°</source>
        <translation>%1°</translation>
    </message>
    <message>
        <source>east %1, north %2</source>
        <translation>东 %1，北 %2</translation>
    </message>
</context>
<context>
    <name>gis::ui::UnitTableDialog</name>
    <message>
        <source>%1: %2 m²</source>
        <translation>%1：%2 平方米</translation>
    </message>
    <message>
        <source>Planned area</source>
        <translation>预测面积</translation>
    </message>
    <message>
        <source>Measured area</source>
        <translation>实测面积</translation>
    </message>
    <message>
        <source>Inner area</source>
        <translation>套内面积</translation>
    </message>
    <message>
        <source>Shared area</source>
        <translation>分摊面积</translation>
    </message>
    <message>
        <source>For sale</source>
        <translation>待售</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>已售</translation>
    </message>
    <message>
        <source>Mortgaged</source>
        <translation>抵押</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>查封</translation>
    </message>
    <message>
        <source>Pre-notice</source>
        <translation>预告</translation>
    </message>
    <message>
        <source>State not told</source>
        <translation>状态不明</translation>
    </message>
    <message>
        <source>Buildings and units</source>
        <translation>楼盘表</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>幢</translation>
    </message>
    <message>
        <source>Units of the building</source>
        <translation>该幢的户</translation>
    </message>
    <message>
        <source>Floors and units</source>
        <translation>层和户</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>What does not fit together</source>
        <translation>不相符之处</translation>
    </message>
    <message>
        <source>Buildings and units of parcel %1</source>
        <translation>宗地 %1 的楼盘表</translation>
    </message>
    <message>
        <source>Everything fits together.</source>
        <translation>全部相符。</translation>
    </message>
    <message>
        <source>%1 units on %2 floors</source>
        <translation>%1 户，%2 层</translation>
    </message>
    <message>
        <source>Floor %1</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>Floor not told</source>
        <translation>层不明</translation>
    </message>
    <message>
        <source>What was imported</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>Import units…</source>
        <translation>导入户…</translation>
    </message>
    <message>
        <source>Import units from a spreadsheet</source>
        <translation>从电子表格导入户</translation>
    </message>
    <message>
        <source>No units are kept for this parcel. Import them from a spreadsheet with the unit codes (BDCDYH) and floors.</source>
        <translation>此宗地没有户的资料。请从含有不动产单元号（BDCDYH）和层号的电子表格导入。</translation>
    </message>
    <message>
        <source>Import units</source>
        <translation>导入户</translation>
    </message>
    <message>
        <source>Spreadsheets (*.xlsx *.xls *.ods *.csv)</source>
        <translation>电子表格 (*.xlsx *.xls *.ods *.csv)</translation>
    </message>
    <message>
        <source>The units are being imported.</source>
        <translation>正在导入户。</translation>
    </message>
    <message>
        <source>%1 units read: %2 added, %3 changed, %4 rejected.</source>
        <translation>读入 %1 户：新增 %2，更改 %3，拒绝 %4。</translation>
    </message>
    <message>
        <source>Row %1, %2: %3</source>
        <translation>第 %1 行，%2：%3</translation>
    </message>
    <message>
        <source>… and more</source>
        <translation>……等</translation>
    </message>
</context>
<context>
    <name>gis::ui::UnsavedBox</name>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>gis::ui::UpdateDialog</name>
    <message>
        <source>Update %1 from a file</source>
        <translation>从文件更新 %1</translation>
    </message>
    <message>
        <source>File with the new version</source>
        <translation>新版本的文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Column that names a feature in both</source>
        <translation>两边用来识别要素的字段</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>find out</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>按文件所述</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Which changes are listed</source>
        <translation>列出哪些变化</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Tick all that are listed</source>
        <translation>勾选所列全部</translation>
    </message>
    <message>
        <source>Take none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Untick all that are listed</source>
        <translation>取消勾选所列全部</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Cells that differ</source>
        <translation>不同的单元格</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现有</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Reason, for the history</source>
        <translation>理由，记入历史</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation>相应的命令行</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>采纳</translation>
    </message>
    <message numerus="yes">
        <source>Take over %Ln change(s)</source>
        <translation>
            <numerusform>采纳 %Ln 项变化</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>Compare with a new version</source>
        <translation>与新版本比较</translation>
    </message>
    <message>
        <source>%1 added, %2 changed (%3 cells, %4 shapes), %5 removed, %6 as they were.</source>
        <translation>新增 %1 个，变更 %2 个（%3 个单元格，%4 个图形），删除 %5 个，%6 个未变。</translation>
    </message>
    <message>
        <source>%1 features of the layer have no key and stay.</source>
        <translation>图层中 %1 个要素没有键值，保持不变。</translation>
    </message>
    <message>
        <source>The file has not, and leaves alone: %1</source>
        <translation>文件中没有、保持不变的字段：%1</translation>
    </message>
    <message>
        <source>The layer has not, and passes over: %1</source>
        <translation>图层中没有、略过的字段：%1</translation>
    </message>
    <message>
        <source>All changes (%1)</source>
        <translation>所有变化（%1）</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现有</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Taking over…</source>
        <translation>正在采纳…</translation>
    </message>
    <message>
        <source>Update from a file</source>
        <translation>从文件更新</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) taken over; undo takes them back.</source>
        <translation>
            <numerusform>已采纳 %Ln 项变化；可以撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我方</translation>
    </message>
    <message>
        <source>In all conflicts that are listed, mine holds</source>
        <translation>所列冲突全部以我方为准</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方</translation>
    </message>
    <message>
        <source>In all conflicts that are listed, theirs holds</source>
        <translation>所列冲突全部以对方为准</translation>
    </message>
    <message>
        <source>File as it was handed out</source>
        <translation>当初提供的文件</translation>
    </message>
    <message>
        <source>The file or package as it was handed out, when the layer went on since</source>
        <translation>当初提供的文件或交换包；图层此后又有改动时填写</translation>
    </message>
    <message>
        <source>As handed out</source>
        <translation>提供时</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflict(s) to be decided first</source>
        <translation>
            <numerusform>请先裁定 %Ln 处冲突</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 conflicts: both sides changed the same. Tick which version holds.</source>
        <translation>%1 处冲突：双方改动了同一内容，请勾选以哪一方为准。</translation>
    </message>
    <message>
        <source>%1 features were changed here only and stay.</source>
        <translation>%1 个要素只在本城市改动，保持不变。</translation>
    </message>
    <message>
        <source>Conflicts (%1)</source>
        <translation>冲突（%1）</translation>
    </message>
    <message>
        <source>The feature</source>
        <translation>要素本身</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已改动</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我方</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>as handed out</source>
        <translation>提供时</translation>
    </message>
    <message>
        <source>The bureau&apos;s new version: a file, an archive, or a corrected package</source>
        <translation>该单位的新版本：文件、压缩包或改正后的交换包</translation>
    </message>
</context>
<context>
    <name>gis::ui::UpdateModel</name>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>差异内容</translation>
    </message>
    <message>
        <source>removed here</source>
        <translation>本城市已删除</translation>
    </message>
    <message>
        <source>changed here</source>
        <translation>本城市已改动</translation>
    </message>
</context>
<context>
    <name>gis::ui::ViewsPanel</name>
    <message>
        <source>New bookmark</source>
        <translation>新建书签</translation>
    </message>
    <message>
        <source>Name of this view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Named maps</source>
        <translation>命名地图</translation>
    </message>
    <message>
        <source>New named map</source>
        <translation>新建命名地图</translation>
    </message>
    <message>
        <source>Name of the map</source>
        <translation>地图名称</translation>
    </message>
    <message>
        <source>Styles of the named map</source>
        <translation>命名地图的样式</translation>
    </message>
    <message>
        <source>Bookmarks (yours)</source>
        <translation>书签（个人）</translation>
    </message>
    <message>
        <source>Named maps (in the city)</source>
        <translation>命名地图（存于城市库）</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the bookmark</source>
        <translation>删除书签</translation>
    </message>
    <message>
        <source>Remove the named map</source>
        <translation>删除命名地图</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>What is at this place</source>
        <translation>此位置的信息</translation>
    </message>
</context>
<context>
    <name>gis::ui::WindowStatusBar</name>
    <message>
        <source>Place in the coordinate system of the city; click to copy</source>
        <translation>城市坐标系中的位置；点击复制</translation>
    </message>
    <message>
        <source>Longitude and latitude in degrees; click to copy</source>
        <translation>经纬度；点击复制</translation>
    </message>
    <message>
        <source>Scale of the map</source>
        <translation>地图比例尺</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例尺</translation>
    </message>
    <message>
        <source>Coordinate system of the city</source>
        <translation>城市库的坐标系</translation>
    </message>
    <message>
        <source>Memory used for map pictures</source>
        <translation>地图图片占用的内存</translation>
    </message>
    <message>
        <source>Running work</source>
        <translation>正在运行的任务</translation>
    </message>
    <message>
        <source>Cancel the running work</source>
        <translation>取消正在运行的任务</translation>
    </message>
    <message>
        <source>Show the running work</source>
        <translation>显示正在运行的任务</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Coordinate</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Unknown coordinate system</source>
        <translation>坐标系未知</translation>
    </message>
    <message>
        <source>Map pictures in memory: %1 of %2 MB</source>
        <translation>内存中的地图图片：%1 / %2 MB</translation>
    </message>
    <message>
        <source>%1 (+%2)</source>
        <translation>%1（+%2）</translation>
    </message>
</context>
</TS>
