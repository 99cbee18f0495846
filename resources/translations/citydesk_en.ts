<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>gis::ui::AskPanel</name>
    <message numerus="yes">
        <source>%Ln feature(s) found</source>
        <translation>
            <numerusform>%Ln feature found</numerusform>
            <numerusform>%Ln features found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) took no part</source>
        <translation>
            <numerusform>%Ln feature took no part</numerusform>
            <numerusform>%Ln features took no part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>Layer %1 made with %Ln feature</numerusform>
            <numerusform>Layer %1 made with %Ln features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::AttributeTablePanel</name>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>%Ln row copied</numerusform>
            <numerusform>%Ln rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) deleted; Ctrl+Z brings them back</source>
        <translation>
            <numerusform>%Ln row deleted; Ctrl+Z brings it back</numerusform>
            <numerusform>%Ln rows deleted; Ctrl+Z brings them back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::BatchStepDialog</name>
    <message numerus="yes">
        <source>One step for %n case(s)</source>
        <translation>
            <numerusform>One step for %n case</numerusform>
            <numerusform>One step for %n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::CalculateDialog</name>
    <message numerus="yes">
        <source>%Ln row(s) changed; Ctrl+Z takes it back</source>
        <translation>
            <numerusform>%Ln row changed; Ctrl+Z takes it back</numerusform>
            <numerusform>%Ln rows changed; Ctrl+Z takes it back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseListDialog</name>
    <message numerus="yes">
        <source>%Ln row(s).</source>
        <translation>
            <numerusform>%Ln row.</numerusform>
            <numerusform>%Ln rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln case(s) written:</source>
        <translation>
            <numerusform>%Ln case written:</numerusform>
            <numerusform>%Ln cases written:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::CaseSteps</name>
    <message numerus="yes">
        <source>%n photo(s) go with the step.</source>
        <translation>
            <numerusform>%n photo goes with the step.</numerusform>
            <numerusform>%n photos go with the step.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::CataloguePanel</name>
    <message numerus="yes">
        <source>past its cycle by %Ln day(s)</source>
        <translation>
            <numerusform>past its cycle by %Ln day</numerusform>
            <numerusform>past its cycle by %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s) in all, the last on %1</source>
        <translation>
            <numerusform>%Ln time in all, on %1</numerusform>
            <numerusform>%Ln times in all, the last on %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::ComponentImportDialog</name>
    <message numerus="yes">
        <source>%Ln row(s).</source>
        <translation>
            <numerusform>%Ln row.</numerusform>
            <numerusform>%Ln rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::ConstructionBox</name>
    <message numerus="yes">
        <source>%Ln place(s) are needed</source>
        <translation>
            <numerusform>%Ln place is needed</numerusform>
            <numerusform>%Ln places are needed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::CorrectionNoteDialog</name>
    <message numerus="yes">
        <source>%Ln finding(s) of %1 go to the bureau that owns the layer; the note is kept with its state.</source>
        <translation>
            <numerusform>%Ln finding of %1 goes to the bureau that owns the layer; the note is kept with its state.</numerusform>
            <numerusform>%Ln findings of %1 go to the bureau that owns the layer; the note is kept with its state.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::DayDialog</name>
    <message numerus="yes">
        <source>%Ln photo(s) stay here: they leave only when ticked.</source>
        <translation>
            <numerusform>%Ln photo stays here: it leaves only when ticked.</numerusform>
            <numerusform>%Ln photos stay here: they leave only when ticked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s) were changed at both desks: say which value holds. Cases that are not decided wait.</source>
        <translation>
            <numerusform>%Ln field was changed at both desks: say which value holds. Cases that are not decided wait.</numerusform>
            <numerusform>%Ln fields were changed at both desks: say which value holds. Cases that are not decided wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s) wait for a decision.</source>
        <translation>
            <numerusform>%Ln step waits for a decision.</numerusform>
            <numerusform>%Ln steps wait for a decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln case(s)</source>
        <translation>
            <numerusform>%Ln case</numerusform>
            <numerusform>%Ln cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new case(s)</source>
        <translation>
            <numerusform>%Ln new case</numerusform>
            <numerusform>%Ln new cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::DuplicateBox</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) of this category were reported near by. The same thing?</source>
        <translation>
            <numerusform>%n case of this category was reported near by. The same thing?</numerusform>
            <numerusform>%n cases of this category were reported near by. The same thing?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::ExportDialog</name>
    <message numerus="yes">
        <source>The %Ln selected one(s)</source>
        <translation>
            <numerusform>The %Ln selected one</numerusform>
            <numerusform>The %Ln selected ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::ExportLossesView</name>
    <message numerus="yes">
        <source>%Ln feature(s) will be written.</source>
        <translation>
            <numerusform>%Ln feature will be written.</numerusform>
            <numerusform>%Ln features will be written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::FeatureForm</name>
    <message numerus="yes">
        <source>%Ln feature(s) of %1</source>
        <translation>
            <numerusform>%Ln feature of %1</numerusform>
            <numerusform>%Ln features of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::FeatureTableModel</name>
    <message numerus="yes">
        <source>(%n byte(s))</source>
        <translation>
            <numerusform>(%n byte)</numerusform>
            <numerusform>(%n bytes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::FiguresDialog</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>%Ln row copied</numerusform>
            <numerusform>%Ln rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written to %1</source>
        <translation>
            <numerusform>%Ln row written to %1</numerusform>
            <numerusform>%Ln rows written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::FilterDialog</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::FindReplaceDialog</name>
    <message numerus="yes">
        <source>%Ln cell(s) would change</source>
        <translation>
            <numerusform>%Ln cell would change</numerusform>
            <numerusform>%Ln cells would change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cell(s) changed; Ctrl+Z takes it back</source>
        <translation>
            <numerusform>%Ln cell changed; Ctrl+Z takes it back</numerusform>
            <numerusform>%Ln cells changed; Ctrl+Z takes it back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::IncidentList</name>
    <message numerus="yes">
        <source>%Ln case(s)</source>
        <translation>
            <numerusform>%Ln case</numerusform>
            <numerusform>%Ln cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::JoinByCodeDialog</name>
    <message numerus="yes">
        <source>%Ln feature(s) matched</source>
        <translation>
            <numerusform>%Ln feature matched</numerusform>
            <numerusform>%Ln features matched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of the list unmatched</source>
        <translation>
            <numerusform>%Ln row of the list unmatched</numerusform>
            <numerusform>%Ln rows of the list unmatched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) double</source>
        <translation>
            <numerusform>%Ln row double</numerusform>
            <numerusform>%Ln rows double</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>Layer %1 made with %Ln feature</numerusform>
            <numerusform>Layer %1 made with %Ln features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::LandCheckDialog</name>
    <message numerus="yes">
        <source>%Ln plot(s)</source>
        <translation>
            <numerusform>%Ln plot</numerusform>
            <numerusform>%Ln plots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shape(s) of the file are no areas and were left out.</source>
        <translation>
            <numerusform>%Ln shape of the file is no area and was left out.</numerusform>
            <numerusform>%Ln shapes of the file are no areas and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s).</source>
        <translation>
            <numerusform>Layer %1 made with %Ln feature.</numerusform>
            <numerusform>Layer %1 made with %Ln features.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::LayerTreeModel</name>
    <message numerus="yes">
        <source>%1 – %Ln feature(s) – %2</source>
        <translation>
            <numerusform>%1 – %Ln feature – %2</numerusform>
            <numerusform>%1 – %Ln features – %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::MainWindow</name>
    <message numerus="yes">
        <source>%1: %Ln feature(s) imported</source>
        <translation>
            <numerusform>%1: %Ln feature imported</numerusform>
            <numerusform>%1: %Ln features imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %Ln repaired</source>
        <translation>
            <numerusform>, %Ln repaired</numerusform>
            <numerusform>, %Ln repaired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %Ln rejected</source>
        <translation>
            <numerusform>, %Ln rejected</numerusform>
            <numerusform>, %Ln rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) written to %1 and read back</source>
        <translation>
            <numerusform>%Ln feature written to %1 and read back</numerusform>
            <numerusform>%Ln features written to %1 and read back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln feature(s) of “%1”? Undo brings them back.</source>
        <translation>
            <numerusform>Delete %Ln feature of “%1”? Undo brings it back.</numerusform>
            <numerusform>Delete %Ln features of “%1”? Undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::NamedSelectionsDialog</name>
    <message numerus="yes">
        <source>%1: %Ln feature(s) of %2</source>
        <translation>
            <numerusform>%1: %Ln feature of %2</numerusform>
            <numerusform>%1: %Ln features of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) of %1 selected</source>
        <translation>
            <numerusform>%Ln feature of %1 selected</numerusform>
            <numerusform>%Ln features of %1 selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::NewLayerDialog</name>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>Layer %1 made with %Ln feature</numerusform>
            <numerusform>Layer %1 made with %Ln features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) vanished</source>
        <translation>
            <numerusform>%Ln feature vanished</numerusform>
            <numerusform>%Ln features vanished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invalid feature(s) repaired for it</source>
        <translation>
            <numerusform>%Ln invalid feature repaired for it</numerusform>
            <numerusform>%Ln invalid features repaired for it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) took no part</source>
        <translation>
            <numerusform>%Ln feature took no part</numerusform>
            <numerusform>%Ln features took no part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) could not be computed: see table %1</source>
        <translation>
            <numerusform>%Ln feature could not be computed: see table %1</numerusform>
            <numerusform>%Ln features could not be computed: see table %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::PackageCheckDialog</name>
    <message numerus="yes">
        <source>%Ln file(s) are not as they were packed.</source>
        <translation>
            <numerusform>%Ln file is not as it was packed.</numerusform>
            <numerusform>%Ln files are not as they were packed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::ParcelChangeDialog</name>
    <message numerus="yes">
        <source>%n neighbour(s) get a vertex of the new border.</source>
        <translation>
            <numerusform>%n neighbour gets a vertex of the new border.</numerusform>
            <numerusform>%n neighbours get a vertex of the new border.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::PhotoOutDialog</name>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln mark</numerusform>
            <numerusform>%Ln marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written: %Ln photo(s), </source>
        <translation>
            <numerusform>Written: %Ln photo, </numerusform>
            <numerusform>Written: %Ln photos, </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them with something blacked out.</source>
        <translation>
            <numerusform>%Ln of them with something blacked out.</numerusform>
            <numerusform>%Ln of them with something blacked out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::PlaceQueueDialog</name>
    <message numerus="yes">
        <source>%Ln case(s) without a position</source>
        <translation>
            <numerusform>%Ln case without a position</numerusform>
            <numerusform>%Ln cases without a position</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::QualityPanel</name>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) repaired; undo takes it back.</source>
        <translation>
            <numerusform>%Ln feature repaired; undo takes it back.</numerusform>
            <numerusform>%Ln features repaired; undo takes it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::RankingDialog</name>
    <message numerus="yes">
        <source>%Ln case(s)</source>
        <translation>
            <numerusform>%Ln case</numerusform>
            <numerusform>%Ln cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::SelectByLocationDialog</name>
    <message numerus="yes">
        <source>%Ln feature(s) found</source>
        <translation>
            <numerusform>%Ln feature found</numerusform>
            <numerusform>%Ln features found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 made with %Ln feature(s)</source>
        <translation>
            <numerusform>Layer %1 made with %Ln feature</numerusform>
            <numerusform>Layer %1 made with %Ln features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::SelectByValueDialog</name>
    <message numerus="yes">
        <source>%Ln feature(s) found</source>
        <translation>
            <numerusform>%Ln feature found</numerusform>
            <numerusform>%Ln features found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::SqlPanel</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>%Ln row copied</numerusform>
            <numerusform>%Ln rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written to %1</source>
        <translation>
            <numerusform>%Ln row written to %1</numerusform>
            <numerusform>%Ln rows written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::StyleEditor</name>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gis::ui::UpdateDialog</name>
    <message numerus="yes">
        <source>Take over %Ln change(s)</source>
        <translation>
            <numerusform>Take over %Ln change</numerusform>
            <numerusform>Take over %Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) taken over; undo takes them back.</source>
        <translation>
            <numerusform>%Ln change taken over; undo takes it back.</numerusform>
            <numerusform>%Ln changes taken over; undo takes them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflict(s) to be decided first</source>
        <translation>
            <numerusform>%Ln conflict to be decided first</numerusform>
            <numerusform>%Ln conflicts to be decided first</numerusform>
        </translation>
    </message>
</context>
</TS>
