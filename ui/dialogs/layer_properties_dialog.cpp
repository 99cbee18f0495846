#include "ui/dialogs/layer_properties_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTabWidget>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "gis_core/query/layer_origin.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/origin_text.h"
#include "ui/jobs/language.h"
#include "ui/map/case_text.h"

namespace gis::ui {

namespace {

QString roleText(const std::string& role) {
  static const std::pair<const char*, const char*> names[] = {
      {"district", QT_TRANSLATE_NOOP("Roles", "District")},
      {"subdistrict", QT_TRANSLATE_NOOP("Roles", "Subdistrict")},
      {"community", QT_TRANSLATE_NOOP("Roles", "Community")},
      {"unit_grid", QT_TRANSLATE_NOOP("Roles", "Unit grid")},
      {"duty_grid", QT_TRANSLATE_NOOP("Roles", "Duty grid")},
      {"road", QT_TRANSLATE_NOOP("Roles", "Road")},
      {"parcel", QT_TRANSLATE_NOOP("Roles", "Parcel")},
      {"building", QT_TRANSLATE_NOOP("Roles", "Building")},
      {"address", QT_TRANSLATE_NOOP("Roles", "Address")},
      {"component", QT_TRANSLATE_NOOP("Roles", "Component")},
  };
  for (const auto& [key, text] : names)
    if (role == key) return QCoreApplication::translate("Roles", text);
  return fromUtf8(role);
}

QLabel* readOnlyText(const QString& text, const char* name, const QString& what) {
  auto* label = new QLabel(text);
  nameField(label, name, what);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

QString boxText(const geom::Envelope& box) {
  if (box.isEmpty()) return QStringLiteral("–");
  const auto n = [](double v) { return QString::number(v, 'f', 2); };
  return QStringLiteral("%1, %2 – %3, %4").arg(n(box.minX), n(box.minY), n(box.maxX), n(box.maxY));
}

}  // namespace

LayerPropertiesDialog::LayerPropertiesDialog(CitySession& session, const QString& layer, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_titleZh(new QLineEdit),
      m_titleEn(new QLineEdit),
      m_bureau(new QLineEdit),
      m_fields(new QTreeWidget),
      m_role(new QComboBox),
      m_codeField(new QComboBox),
      m_nameField(new QComboBox) {
  setObjectName(QStringLiteral("layerPropertiesDialog"));
  if (const store::LayerInfo* info = session.layer(layer)) m_info = *info;
  setWindowTitle(tr("Properties of %1").arg(CitySession::layerTitle(m_info)));
  const bool writable = !session.isReadOnly();
  m_titleZh->setText(fromUtf8(m_info.titleZh));
  m_titleEn->setText(fromUtf8(m_info.titleEn));
  m_bureau->setText(fromUtf8(m_info.provenance.bureau));
  nameField(m_titleZh, "layerTitleZh", tr("Chinese title"));
  nameField(m_titleEn, "layerTitleEn", tr("English title"));
  nameField(m_bureau, "layerBureau", tr("Providing department"));
  nameField(m_fields, "layerFields", tr("Fields"));
  nameField(m_role, "layerRole", tr("Role"));
  nameField(m_codeField, "layerCodeField", tr("Code field"));
  nameField(m_nameField, "layerNameField", tr("Name field"));

  auto* general = new QWidget;
  auto* form = new QFormLayout(general);
  form->addRow(tr("Table"), readOnlyText(fromUtf8(m_info.name), "layerTable", tr("Table")));
  form->addRow(tr("Chinese title"), m_titleZh);
  form->addRow(tr("English title"), m_titleEn);
  form->addRow(tr("Providing department"), m_bureau);
  form->addRow(tr("Features"),
               readOnlyText(QLocale().toString(static_cast<qlonglong>(m_info.count)), "layerCount", tr("Features")));
  form->addRow(tr("Geometry"), readOnlyText(m_info.geometryType ? fromUtf8(m_info.geometryType->name()) : tr("none"),
                                            "layerGeometry", tr("Geometry")));
  const QString crs = m_info.crs.isKnown() ? fromUtf8(m_info.crs.identifier()) : tr("unknown");
  form->addRow(tr("Coordinate system"), readOnlyText(crs.left(200), "layerCrs", tr("Coordinate system")));
  form->addRow(tr("Extent"), readOnlyText(boxText(m_info.extent), "layerExtent", tr("Extent")));
  const QString source = sourceText(m_info.provenance, {});
  m_origin = readOnlyText(source.isEmpty() ? QStringLiteral("–") : source, "layerOrigin", tr("Origin"));
  form->addRow(tr("Origin"), m_origin);
  showQuestion(form);
  m_role->addItem(tr("none"), QString());
  for (const std::string& role : store::roleNames()) m_role->addItem(roleText(role), fromUtf8(role));
  m_role->setCurrentIndex(std::max(0, m_role->findData(fromUtf8(m_info.role))));
  m_codeField->addItem({});
  m_nameField->addItem({});
  for (const store::Field& field : m_info.fields) {
    m_codeField->addItem(fromUtf8(field.name));
    m_nameField->addItem(fromUtf8(field.name));
  }
  m_codeField->setCurrentText(fromUtf8(m_info.roleCodeField));
  m_nameField->setCurrentText(fromUtf8(m_info.roleNameField));
  form->addRow(tr("Role"), m_role);
  form->addRow(tr("Code field"), m_codeField);
  form->addRow(tr("Name field"), m_nameField);

  m_fields->setHeaderLabels({tr("Field"), tr("Type"), tr("Code system")});
  m_fields->setRootIsDecorated(false);
  const QStringList searched = fromUtf8(m_info.searchFields).split(QLatin1Char(','), Qt::SkipEmptyParts);
  for (const store::Field& field : m_info.fields) {
    auto* item = new QTreeWidgetItem(m_fields, {fromUtf8(field.name), QLatin1String(store::fieldTypeName(field.type))});
    item->setCheckState(0, searched.contains(fromUtf8(field.name)) ? Qt::Checked : Qt::Unchecked);
    if (!writable) item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
  }
  m_fields->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  m_fields->hideColumn(2);
  auto* fields = new QWidget;
  auto* column = new QVBoxLayout(fields);
  column->addWidget(new QLabel(tr("Ticked fields are searched by Find (Ctrl+K).")));
  column->addWidget(m_fields);

  for (QWidget* field :
       {static_cast<QWidget*>(m_titleZh), static_cast<QWidget*>(m_titleEn), static_cast<QWidget*>(m_bureau),
        static_cast<QWidget*>(m_role), static_cast<QWidget*>(m_codeField), static_cast<QWidget*>(m_nameField)})
    field->setEnabled(writable);
  auto* tabs = new QTabWidget;
  nameField(tabs, "layerPropertiesTabs", tr("Properties"));
  tabs->addTab(general, tr("General"));
  tabs->addTab(fields, tr("Fields"));
  QDialogButtonBox* buttons = dialogButtons(writable ? QDialogButtonBox::Ok | QDialogButtonBox::Cancel
                                                     : QDialogButtonBox::StandardButtons(QDialogButtonBox::Close));
  connect(buttons, &QDialogButtonBox::accepted, this, &LayerPropertiesDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* all = new QVBoxLayout(this);
  all->addWidget(tabs);
  all->addWidget(buttons);
  resize(560, 520);
}

/// Which question made the layer, of what, when and by whom; the row shows only when there is one.
void LayerPropertiesDialog::showQuestion(QFormLayout* form) {
  struct Made {
    QString said;
    std::string at;
  };
  auto* text = readOnlyText({}, "layerQuestion", tr("Made by the question"));
  form->addRow(tr("Made by the question"), text);
  form->setRowVisible(text, false);
  m_session.read(
      tr("Origin of a layer"),
      [layer = m_info, chinese = isChinese()](const store::CityDatabase& city, Progress&) {
        Made made;
        const auto origin = query::originOf(city, layer);
        if (!origin) return made;
        made.at = origin->at;
        QString& said = made.said;
        said = originText(city, *origin, chinese);
        said += QStringLiteral("\n%1 %2").arg(cityTimeText(origin->at), fromUtf8(origin->actor));
        for (const query::OriginInput& input : origin->inputs) {
          const query::OriginState state = query::stateOf(city.connection(), input);
          const QString now = state == query::OriginState::same      ? tr("unchanged since")
                              : state == query::OriginState::changed ? tr("changed since")
                                                                     : tr("gone since");
          said += QLatin1Char('\n') + QCoreApplication::translate("Origin", "%1: %2").arg(inputText(city, input), now);
        }
        if (query::stateOf(layer, *origin) == query::OriginState::changed)
          said += QLatin1Char('\n') + tr("The layer itself was changed since.");
        return made;
      },
      this,
      [this, form, text](const Made& made) {
        text->setText(made.said);
        form->setRowVisible(text, !made.said.isEmpty());
        if (made.said.isEmpty()) return;
        m_origin->setText(sourceText(m_info.provenance, made.at));  // not when its file came
        // the dialog stands already: it grows for these lines, or the last inputs would be cut off
        // (later: the names of the rows have got their width then)
        QTimer::singleShot(0, this, [this, form, text] {
          text->setMinimumHeight(text->heightForWidth(text->width()));
          form->invalidate();
          layout()->activate();
          resize(width(), std::max(height(), sizeHint().height()));
        });
      });
}

void LayerPropertiesDialog::accept() {
  std::vector<std::string> searched;
  for (int i = 0; i < m_fields->topLevelItemCount(); ++i)
    if (m_fields->topLevelItem(i)->checkState(0) == Qt::Checked)
      searched.push_back(toUtf8(m_fields->topLevelItem(i)->text(0)));
  store::Provenance provenance = m_info.provenance;
  provenance.bureau = toUtf8(m_bureau->text().trimmed());
  m_session.write(
      tr("Change the properties of a layer"),
      [name = m_info.name, before = m_info, zh = toUtf8(m_titleZh->text().trimmed()),
       en = toUtf8(m_titleEn->text().trimmed()), searched, provenance, role = toUtf8(m_role->currentData().toString()),
       code = toUtf8(m_codeField->currentText()),
       nameField = toUtf8(m_nameField->currentText())](const store::CityDatabase& city, Progress&) {
        const store::Connection& c = city.connection();
        store::Transaction all(c);
        if (zh != before.titleZh || en != before.titleEn) store::setLayerTitle(c, name, zh, en);
        if (provenance.bureau != before.provenance.bureau) store::setLayerProvenance(c, name, provenance);
        store::setLayerSearchFields(c, name, searched);
        if (!before.role.empty() && role != before.role) store::unbindRole(c, before.role);
        if (!role.empty() && (role != before.role || code != before.roleCodeField || nameField != before.roleNameField))
          store::bindRole(c, role, name, code, nameField);
        all.commit();
      },
      &m_session, [] {});
  QDialog::accept();
}

}  // namespace gis::ui
