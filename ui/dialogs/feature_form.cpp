#include "ui/dialogs/feature_form.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "gis_core/city/code_check.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/features.h"
#include "ui/dialogs/coverage_refusal_dialog.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/picture_field.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/models/feature_table_model.h"

namespace gis::ui {

namespace {

/// What is to be typed, as a grey word in the empty field.
QString typeHint(store::FieldType type) {
  switch (type) {
    case store::FieldType::integer: return FeatureForm::tr("whole number");
    case store::FieldType::real: return FeatureForm::tr("number");
    case store::FieldType::date: return FeatureForm::tr("date, e.g. 2026-05-01");
    case store::FieldType::datetime: return FeatureForm::tr("date and time, e.g. 2026-05-01 09:30");
    case store::FieldType::boolean: return FeatureForm::tr("yes or no");
    case store::FieldType::blob: return FeatureForm::tr("picture");
    case store::FieldType::text: break;
  }
  return FeatureForm::tr("text");
}

}  // namespace

FeatureForm* FeatureForm::open(CitySession& session, const QString& layer, std::vector<std::int64_t> fids,
                               const geom::Bytes& wkb, QWidget* parent) {
  auto* form = new FeatureForm(session, layer, std::move(fids), wkb, parent);
  form->setAttribute(Qt::WA_DeleteOnClose);
  form->read();
  return form;
}

FeatureForm::FeatureForm(CitySession& session, const QString& layer, std::vector<std::int64_t> fids, geom::Bytes wkb,
                         QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_layerName(layer),
      m_fids(std::move(fids)),
      m_wkb(std::move(wkb)),
      m_form(new QFormLayout),
      m_status(named(new QLabel, "featureFormStatus", tr("State"))) {
  setObjectName(QStringLiteral("featureForm"));
  auto* page = new QWidget;
  page->setLayout(m_form);
  m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  auto* scroll = new QScrollArea;
  scroll->setObjectName(QStringLiteral("featureFormScroll"));
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  auto* column = new QVBoxLayout(this);
  column->addWidget(scroll, 1);
  m_status->setWordWrap(true);
  column->addWidget(m_status);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_ok = buttons->button(QDialogButtonBox::Ok);
  m_ok->setEnabled(false);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &FeatureForm::save);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  resize(460, 480);
}

void FeatureForm::read() {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_session.messages().add(MessageKind::error, sentence);
    close();
  };
  m_session.read(
      tr("Read the feature"),
      [name = toUtf8(m_layerName), fids = m_fids](const store::CityDatabase& city, Progress&) {
        FeatureFormContent content;
        content.layer = store::layerByName(city.connection(), name);
        content.rules = store::fieldRules(city.connection(), content.layer.uid);
        content.titles = fieldTitles(content.layer);
        content.domains = fieldDomains(content.layer, content.rules);
        content.values.resize(content.layer.fields.size());
        if (fids.size() == 1) {
          const auto feature = store::featureByFid(city.connection(), content.layer, fids.front());
          if (!feature) {
            throw Error(ErrorCode::notFound,
                        {GIS_TR("there is no feature {0} in \"{1}\""), {std::to_string(fids.front()), name}}, {}, {});
          }
          content.values = feature->values;
        }
        return content;
      },
      this,
      [this](FeatureFormContent content) {
        fill(std::move(content));
        QDialog::open();
      },
      options);
}

void FeatureForm::fill(FeatureFormContent content) {
  m_content = std::move(content);
  const QString title = CitySession::layerTitle(m_content.layer);
  setWindowTitle(m_fids.empty()       ? tr("New feature of %1").arg(title)
                 : m_fids.size() == 1 ? tr("Feature %1 of %2").arg(m_fids.front()).arg(title)
                                      : tr("%Ln feature(s) of %1", nullptr, int(m_fids.size())).arg(title));
  for (std::size_t i = 0; i < m_content.layer.fields.size(); ++i) {
    const store::Field& field = m_content.layer.fields[i];
    const QString name = fromUtf8(field.name);
    Row row;
    row.editor = makeField(i);
    row.fault = new QLabel;
    row.fault->setObjectName(QStringLiteral("featureFault_") + name);
    row.fault->setStyleSheet(QStringLiteral("color: #b00020"));
    row.fault->setWordWrap(true);
    row.fault->hide();
    auto* cell = new QVBoxLayout;
    cell->setSpacing(1);
    cell->addWidget(row.editor);
    cell->addWidget(row.fault);
    const auto rule = m_content.rules.find(field.name);
    const bool required = rule != m_content.rules.end() && rule->second.required;
    const auto titled = m_content.titles.find(name);
    m_form->addRow((titled == m_content.titles.end() ? name : titled->second) + (required ? QStringLiteral(" *") : ""),
                   cell);
    m_rows.push_back(row);
    m_rows.back().shown = textOf(i);
  }
  if (m_fids.size() > 1) m_status->setText(tr("Only what you fill in is written, to all of them."));
  if (m_content.layer.fields.empty()) m_status->setText(tr("This layer has no columns."));
  check();
  if (!m_rows.empty()) m_rows.front().editor->setFocus();
}

QWidget* FeatureForm::makeField(std::size_t i) {
  const store::Field& field = m_content.layer.fields[i];
  const QString name = fromUtf8(field.name);
  const QString text = FeatureTableModel::display(m_content.values[i], field.type);
  const auto rule = m_content.rules.find(field.name);
  QStringList hints{typeHint(field.type)};
  if (rule != m_content.rules.end()) {
    if (!rule->second.least.empty()) hints << QStringLiteral("≥ ") + fromUtf8(rule->second.least);
    if (!rule->second.most.empty()) hints << QStringLiteral("≤ ") + fromUtf8(rule->second.most);
  }
  QWidget* made = nullptr;
  const auto domain = m_content.domains.find(name);
  if (domain != m_content.domains.end() || field.type == store::FieldType::boolean) {
    auto* box = new QComboBox;
    box->setEditable(field.type != store::FieldType::boolean);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->addItem(QString(), QString());
    if (field.type == store::FieldType::boolean) {
      box->addItem(FeatureTableModel::display(std::int64_t{1}, field.type), QStringLiteral("1"));
      box->addItem(FeatureTableModel::display(std::int64_t{0}, field.type), QStringLiteral("0"));
    } else {
      for (const CodedName& one : domain->second)
        box->addItem(one.code + QLatin1Char(' ') + (isChinese() ? one.zh : one.en), one.code);
      box->completer()->setFilterMode(Qt::MatchContains);
      box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    }
    const int at = field.type == store::FieldType::boolean ? box->findText(text) : box->findData(text);
    box->setCurrentIndex(std::max(at, 0));
    if (at < 0) box->setEditText(text);
    connect(box, &QComboBox::currentTextChanged, this, &FeatureForm::check);
    made = box;
  } else if (field.type == store::FieldType::blob) {
    auto* picture = new PictureField(m_session, m_content.values[i]);
    connect(picture, &PictureField::changed, this, &FeatureForm::check);
    made = picture;
  } else {
    auto* edit = new QLineEdit(text);
    edit->setPlaceholderText(hints.join(QStringLiteral("  ")));
    connect(edit, &QLineEdit::textChanged, this, &FeatureForm::check);
    made = edit;
  }
  nameField(made, toUtf8(QStringLiteral("featureField_") + name).c_str(), name);
  made->setToolTip(name + QStringLiteral(": ") + hints.join(QStringLiteral("  ")));
  return made;
}

QString FeatureForm::textOf(std::size_t field) const {
  if (const auto* edit = qobject_cast<QLineEdit*>(m_rows[field].editor)) return edit->text();
  const auto* box = qobject_cast<QComboBox*>(m_rows[field].editor);
  if (box == nullptr) return {};
  const int at = box->findText(box->currentText());
  return at >= 0 ? box->itemData(at).toString() : box->currentText().trimmed();
}

bool FeatureForm::isChanged(std::size_t field) const {
  const auto* picture = qobject_cast<const PictureField*>(m_rows[field].editor);
  return picture != nullptr ? picture->isChanged() : textOf(field) != m_rows[field].shown;
}

std::optional<store::Value> FeatureForm::valueOf(std::size_t i, QString& why) const {
  const store::Field& field = m_content.layer.fields[i];
  try {
    const QString text = textOf(i);
    store::Value value;
    if (const auto* picture = qobject_cast<const PictureField*>(m_rows[i].editor)) value = picture->value();
    if (!text.isEmpty()) value = FeatureTableModel::parse(text, field);
    const auto rule = m_content.rules.find(field.name);
    const bool left = m_fids.size() > 1 && !isChanged(i);
    if (rule != m_content.rules.end() && !left) store::checkRule(m_content.layer.name, field, rule->second, value);
    const bool isParcelCode = m_content.layer.role == "parcel" && field.name == m_content.layer.roleCodeField;
    if (isParcelCode && !text.isEmpty() && text != m_rows[i].shown) {
      if (const auto fault = city::parcelCodeFault(toUtf8(text))) {
        why = translated(*fault);
        return std::nullopt;
      }
    }
    return value;
  } catch (const Error& error) {
    why = translated(error.why());
    return std::nullopt;
  }
}

void FeatureForm::check() {
  bool good = !m_content.layer.name.empty();
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    QString why;
    const bool fine = valueOf(i, why).has_value();
    good = good && fine;
    m_rows[i].fault->setText(why);
    m_rows[i].fault->setVisible(!fine);
  }
  m_ok->setEnabled(good && !m_session.isReadOnly());
}

void FeatureForm::save() {
  store::ColumnValues values;
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    const store::Field& field = m_content.layer.fields[i];
    QString why;
    auto value = valueOf(i, why);
    if (!value) return;
    const bool isNew = m_fids.empty() && !std::holds_alternative<std::monostate>(*value);
    if (isNew || (!m_fids.empty() && isChanged(i))) values.emplace_back(field.name, std::move(*value));
  }
  store::EditCommand command;
  command.reason = m_fids.empty() ? GIS_TR("add a feature") : GIS_TR("edit a form");
  if (m_fids.empty()) {
    values.emplace_back("geometry", m_wkb);
    command.rows.push_back({store::RowEdit::Kind::insert, m_content.layer.name, 0, {}, std::move(values)});
  } else if (values.empty()) {
    accept();
    return;
  } else if (m_fids.size() > 1) {
    changeMany(values);
    return;
  } else {
    command.rows.push_back({store::RowEdit::Kind::update, m_content.layer.name, m_fids.front(), {}, values});
  }
  m_ok->setEnabled(false);
  JobOptions options = endings();
  options.onError = [this, command](const QString& sentence, const Error& error) {
    m_status->setText(QStringLiteral("⚠ ") + sentence);
    m_ok->setEnabled(true);
    if (!m_fids.empty() || error.code() != ErrorCode::forbiddenStep) return;
    CoverageRefusalDialog::explain(
        m_session, sentence, [command](const store::CityDatabase&) { return command; }, this,
        [this](const store::EditResult& result) {
          Q_EMIT saved(m_layerName, {result.fids.front()});
          accept();
        },
        [] {});
  };
  m_session.applyEdit(
      m_fids.empty() ? tr("Add a feature") : tr("Edit a feature"), std::move(command), this,
      [this](const store::EditResult& result) {
        Q_EMIT saved(m_layerName, result.fids);
        accept();
      },
      options);
}

JobOptions FeatureForm::endings() {
  JobOptions options = dialogJob([this](const QString& text, bool trouble) {
    m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
    m_ok->setEnabled(true);
  });
  options.shown = false;  // listed when it lasts
  return options;
}

/// The rows are made beside the window: there may be a million of them.
void FeatureForm::changeMany(const store::ColumnValues& values) {
  m_ok->setEnabled(false);
  m_session.write(
      tr("Edit a feature"),
      [layer = m_content.layer.name, fids = m_fids, values, actor = toUtf8(m_session.actor())](
          const store::CityDatabase& city, Progress& progress) {
        store::Transaction transaction(city.connection());
        store::EditCommand head;
        head.reason = GIS_TR("edit a form");
        head.actor = actor;
        const auto row = [&](std::size_t i) {
          return store::RowEdit{store::RowEdit::Kind::update, layer, fids[i], {}, values};
        };
        store::EditResult result = store::applyInParts(city, std::move(head), fids.size(), row, progress);
        transaction.commit();
        return result;
      },
      this,
      [this](const store::EditResult& result) {
        Q_EMIT m_session.editApplied(result);
        Q_EMIT saved(m_layerName, result.fids);
        accept();
      },
      endings());
}

}  // namespace gis::ui
