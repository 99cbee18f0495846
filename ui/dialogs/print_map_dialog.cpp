#include "ui/dialogs/print_map_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QFormLayout>
#include <QLineEdit>

#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

PrintMapDialog::PrintMapDialog(CitySession& session, std::shared_ptr<const MapScene> scene, const MapView& view,
                               QWidget* parent)
    : PaperDialog(session, "print", parent), m_scene(std::move(scene)), m_view(view) {
  setObjectName(QStringLiteral("printMapDialog"));
  setWindowTitle(tr("Print map"));
  setForm(makeForm());
}

QWidget* PrintMapDialog::makeForm() {
  auto* box = new QWidget(this);
  box->setFixedWidth(320);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  const auto again = [this] { changed(); };
  const auto line = [&](QLineEdit*& edit, const char* name, const QString& label, const QString& text) {
    edit = named(new QLineEdit(text, box), name, label);
    form->addRow(label, edit);
    connect(edit, &QLineEdit::textChanged, this, again);
  };
  const auto choice = [&](QComboBox*& combo, const char* name, const QString& label, const QStringList& items) {
    combo = named(new QComboBox(box), name, label);
    combo->addItems(items);
    form->addRow(label, combo);
    connect(combo, &QComboBox::currentTextChanged, this, again);
  };
  const auto tick = [&](QCheckBox*& check, const char* name, const QString& label) {
    check = named(new QCheckBox(label, box), name, label);
    check->setChecked(true);
    form->addRow(check);
    connect(check, &QCheckBox::toggled, this, again);
  };
  line(m_title, "printTitle", tr("Title"), session().city().name);
  choice(m_page, "printPage", tr("Page"), {tr("A4"), tr("A3")});
  choice(m_turn, "printTurn", tr("Orientation"), {tr("Across"), tr("Upright")});
  choice(m_part, "printPart", tr("Part of the map"), {tr("As in the window"), tr("Everything")});
  choice(m_scale, "printScale", tr("Scale 1:"),
         {tr("Fitted"), QStringLiteral("500"), QStringLiteral("1000"), QStringLiteral("2000"), QStringLiteral("5000"),
          QStringLiteral("10000"), QStringLiteral("25000"), QStringLiteral("50000")});
  m_scale->setEditable(true);
  m_scale->setInsertPolicy(QComboBox::NoInsert);
  replaceOnTyping(m_scale);
  tick(m_legend, "printLegend", tr("Legend"));
  tick(m_bar, "printScaleBar", tr("Scale bar"));
  tick(m_arrow, "printNorthArrow", tr("North arrow"));
  tick(m_grid, "printGrid", tr("Grid with coordinates"));
  line(m_maker, "printMaker", tr("Made by"), session().actor());
  line(m_date, "printDate", tr("Date"), QDate::currentDate().toString(Qt::ISODate));
  choice(m_security, "printSecurity", tr("Security mark"),
         {QString(), tr("Internal"), tr("Secret"), tr("Confidential")});
  m_security->setEditable(true);
  line(m_review, "printReview", tr("Map review number"), QString());
  return box;
}

SheetSpec PrintMapDialog::spec() const {
  SheetSpec spec;
  spec.page = m_page->currentIndex() == 1 ? PageSize::a3 : PageSize::a4;
  spec.across = m_turn->currentIndex() == 0;
  spec.title = m_title->text().trimmed();
  spec.box = m_part->currentIndex() == 0 ? m_view.extent() : geom::Envelope();
  bool ok = false;
  const double n = m_scale->currentText().section(QLatin1Char(':'), -1).trimmed().toDouble(&ok);
  spec.scaleDenominator = ok && n >= 1 && n <= 1e8 ? n : 0;
  spec.legend = m_legend->isChecked();
  spec.scaleBar = m_bar->isChecked();
  spec.northArrow = m_arrow->isChecked();
  spec.grid = m_grid->isChecked();
  spec.maker = m_maker->text().trimmed();
  spec.date = m_date->text().trimmed();
  spec.securityMark = m_security->currentText().trimmed();
  spec.reviewNumber = m_review->text().trimmed();
  spec.chinese = m_scene->chinese;
  return spec;
}

QString PrintMapDialog::fileName() const {
  return m_title->text().trimmed();
}

std::shared_ptr<const PaperWork> PrintMapDialog::work() const {
  const SheetSpec wanted = spec();
  const auto scene = m_scene;
  auto work = std::make_shared<PaperWork>();
  work->millimetres = pageMillimetres(wanted);
  work->layout = pageLayout(wanted);
  work->pdf = [wanted, scene](Progress& progress) { return sheetPdf(wanted, *scene, progress).bytes; };
  work->picture = [wanted, scene](int, double dpi, Progress& progress) {
    return sheetImage(wanted, *scene, dpi, progress);
  };
  work->paint = [wanted, scene](int, QPainter& painter, double unitsPerMm, Progress& progress) {
    paintSheet(painter, unitsPerMm, true, wanted, *scene, progress);
  };
  return work;
}

}  // namespace gis::ui
