#include "ui/dialogs/columns_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

void ColumnsDialog::open(CitySession& session, const QString& layer, QWidget* parent) {
  auto* dialog = new ColumnsDialog(session, layer, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->load({});
  dialog->show();
}

ColumnsDialog::ColumnsDialog(CitySession& session, const QString& layer, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_layerName(layer),
      m_list(named(new QListWidget, "columnsList", tr("Columns"))),
      m_name(named(new QLineEdit, "columnNameEdit", tr("Name"))),
      m_least(named(new QLineEdit, "columnLeastEdit", tr("Least value"))),
      m_most(named(new QLineEdit, "columnMostEdit", tr("Greatest value"))),
      m_type(named(new QComboBox, "columnTypeBox", tr("Type"))),
      m_required(named(new QCheckBox(tr("Must not be empty")), "columnRequiredBox", tr("Must not be empty"))),
      m_values(named(new QPlainTextEdit, "columnValuesEdit", tr("Codes"))),
      m_status(named(new QLabel, "columnsStatus", tr("State"))) {
  setObjectName(QStringLiteral("columnsDialog"));
  const std::pair<QString, store::FieldType> types[] = {{tr("Text"), store::FieldType::text},
                                                        {tr("Whole number"), store::FieldType::integer},
                                                        {tr("Decimal number"), store::FieldType::real},
                                                        {tr("Date"), store::FieldType::date},
                                                        {tr("Date and time"), store::FieldType::datetime},
                                                        {tr("Yes or no"), store::FieldType::boolean},
                                                        {tr("Picture"), store::FieldType::blob}};
  for (const auto& [title, type] : types) m_type->addItem(title, static_cast<int>(type));
  m_values->setPlaceholderText(
      tr("One code a line, with its name where it has one: 0701=Town housing. Empty: any value"));
  m_values->setTabChangesFocus(true);
  auto* form = new QFormLayout;
  form->addRow(tr("Name"), m_name);
  form->addRow(tr("Type"), m_type);
  form->addRow(QString(), m_required);
  form->addRow(tr("Least value"), m_least);
  form->addRow(tr("Greatest value"), m_most);
  form->addRow(tr("Codes"), m_values);
  auto* both = new QHBoxLayout;
  both->addWidget(m_list, 2);
  both->addLayout(form, 3);
  m_status->setWordWrap(true);
  auto* column = new QVBoxLayout(this);
  column->addLayout(both, 1);
  column->addWidget(m_status);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Close);
  m_apply = buttons->addButton(tr("Change the column"), QDialogButtonBox::ApplyRole);
  m_drop = buttons->addButton(tr("Drop the column"), QDialogButtonBox::DestructiveRole);
  nameField(m_apply, "columnApplyButton", m_apply->text());
  nameField(m_drop, "columnDropButton", m_drop->text());
  for (QPushButton* button : {m_apply, m_drop}) button->setAutoDefault(false);
  column->addWidget(buttons);
  resize(620, 420);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_apply, &QPushButton::clicked, this, &ColumnsDialog::apply);
  connect(m_drop, &QPushButton::clicked, this, &ColumnsDialog::drop);
  connect(m_list, &QListWidget::currentRowChanged, this, &ColumnsDialog::showColumn);
  for (QLineEdit* edit : {m_name, m_least, m_most})
    connect(edit, &QLineEdit::textChanged, this, &ColumnsDialog::edited);
  connect(m_type, &QComboBox::currentIndexChanged, this, &ColumnsDialog::edited);
  connect(m_required, &QCheckBox::toggled, this, &ColumnsDialog::edited);
  connect(m_values, &QPlainTextEdit::textChanged, this, &ColumnsDialog::edited);
}

void ColumnsDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void ColumnsDialog::load(const QString& choose) {
  using Read = std::pair<store::LayerInfo, store::FieldRules>;
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_session.read(
      tr("Read the columns"),
      [name = toUtf8(m_layerName)](const store::CityDatabase& city, Progress&) {
        const store::LayerInfo layer = store::layerByName(city.connection(), name);
        return Read(layer, store::fieldRules(city.connection(), layer.uid));
      },
      this,
      [this, choose](const Read& read) {
        m_layer = read.first;
        m_rules = read.second;
        setWindowTitle(tr("Columns of %1").arg(CitySession::layerTitle(m_layer)));
        m_filling = true;
        m_list->clear();
        int row = 0;
        for (const store::Field& one : m_layer.fields) {
          const QString name = fromUtf8(one.name);
          if (name == choose) row = m_list->count();
          m_list->addItem(name);
        }
        m_filling = false;
        m_list->setCurrentRow(m_list->count() == 0 ? -1 : row);
        showColumn();
      },
      options);
}

const store::Field* ColumnsDialog::field() const {
  const int row = m_list->currentRow();
  return row < 0 || row >= static_cast<int>(m_layer.fields.size()) ? nullptr
                                                                   : &m_layer.fields[static_cast<std::size_t>(row)];
}

void ColumnsDialog::showColumn() {
  if (m_filling) return;
  m_filling = true;
  const store::Field* one = field();
  const auto found = one == nullptr ? m_rules.end() : m_rules.find(one->name);
  const store::FieldRule shown = found == m_rules.end() ? store::FieldRule() : found->second;
  m_name->setText(one == nullptr ? QString() : fromUtf8(one->name));
  m_type->setCurrentIndex(one == nullptr ? 0 : m_type->findData(static_cast<int>(one->type)));
  m_required->setChecked(shown.required);
  m_least->setText(fromUtf8(shown.least));
  m_most->setText(fromUtf8(shown.most));
  QStringList lines;
  for (const store::DomainCode& code : shown.values) {
    const std::string& name = code.zh.empty() ? code.en : code.zh;
    lines << fromUtf8(code.code + (name.empty() ? std::string() : "=" + name));
  }
  m_values->setPlainText(lines.join(QLatin1Char('\n')));
  for (QWidget* widget : std::initializer_list<QWidget*>{m_name, m_type, m_required, m_least, m_most, m_values, m_drop})
    widget->setEnabled(one != nullptr && !m_session.isReadOnly());
  m_filling = false;
  edited();
}

store::FieldType ColumnsDialog::type() const {
  return static_cast<store::FieldType>(m_type->currentData().toInt());
}

store::FieldRule ColumnsDialog::rule() const {
  store::FieldRule out;
  out.required = m_required->isChecked();
  out.least = toUtf8(m_least->text().trimmed());
  out.most = toUtf8(m_most->text().trimmed());
  const store::Field* one = field();
  const auto before = one == nullptr ? m_rules.end() : m_rules.find(one->name);
  for (const QString& line : m_values->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
    const int sign = int(line.indexOf(QLatin1Char('=')));
    const std::string code = toUtf8((sign < 0 ? line : line.left(sign)).trimmed());
    const std::string name = sign < 0 ? std::string() : toUtf8(line.mid(sign + 1).trimmed());
    store::DomainCode made{code, name, name};
    if (before != m_rules.end()) {  // both languages of a code that is still called the same
      for (const store::DomainCode& old : before->second.values)
        if (old.code == code && (old.zh == name || (old.zh.empty() && old.en == name))) made = old;
    }
    if (!code.empty()) out.values.push_back(made);
  }
  return out;
}

void ColumnsDialog::edited() {
  if (m_filling) return;
  m_lossesTold = m_dropTold = false;
  m_apply->setText(tr("Change the column"));
  m_drop->setText(tr("Drop the column"));
  const store::Field* one = field();
  const auto before = one == nullptr ? m_rules.end() : m_rules.find(one->name);
  const store::FieldRule old = before == m_rules.end() ? store::FieldRule() : before->second;
  const bool changed =
      one != nullptr && (toUtf8(m_name->text()) != one->name || type() != one->type || !(rule() == old));
  m_apply->setEnabled(changed && !m_session.isReadOnly());
  say(one == nullptr ? tr("This layer has no columns.") : QString());
}

void ColumnsDialog::run(const QString& title, std::function<void(const store::CityDatabase&, Progress&)> work,
                        const QString& then) {
  m_apply->setEnabled(false);
  m_drop->setEnabled(false);
  // a column of a million is written anew for some seconds: the jobs panel can stop it, and nothing is changed then
  say(tr("The column is being written. It can be stopped under Running work."));
  m_session.write(
      title, std::move(work), this,
      [this, then] {
        m_session.lookNow();
        load(then);
      },
      dialogJob([this](const QString& text, bool trouble) {
        say(text, trouble);
        m_apply->setEnabled(true);
        m_drop->setEnabled(field() != nullptr);
      }));
}

void ColumnsDialog::apply() {
  const store::Field* one = field();
  if (one == nullptr) return;
  const store::Field old = *one;
  const QString newName = m_name->text();
  const store::FieldType newType = type();
  if (newType != old.type && !m_lossesTold) {
    JobOptions options;
    options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
    m_session.readLong(
        tr("Count the losses"),
        [layer = m_layer, old, newType](const store::CityDatabase& city, Progress& progress) {
          return store::lossesOfRetype(city.connection(), layer, old.name, newType, progress.token());
        },
        this,
        [this](const store::FieldLosses& losses) {
          m_lossesTold = true;
          if (losses.isWithoutLoss()) {
            apply();
            return;
          }
          say(tr("Of %L1 values %L2 would be lost and %L3 would say less. Undo brings them back.")
                  .arg(losses.values)
                  .arg(losses.lost)
                  .arg(losses.changed),
              true);
          m_apply->setText(tr("Accept the losses"));
        },
        options);
    return;
  }
  const auto before = m_rules.find(old.name);
  const store::FieldRule oldRule = before == m_rules.end() ? store::FieldRule() : before->second;
  run(
      tr("Change a column"),
      [layer = m_layer.name, old, newName = toUtf8(newName), newType, oldRule, newRule = rule(),
       actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress& progress) {
        const CancelToken& token = progress.token();
        if (newType != old.type) store::retypeField(city, layer, old.name, newType, true, actor, progress);
        if (newName != old.name) store::renameField(city, layer, old.name, newName, actor, token);
        if (!(newRule == oldRule)) store::setFieldRule(city, layer, newName, newRule, actor);
      },
      newName);
}

void ColumnsDialog::drop() {
  const store::Field* one = field();
  if (one == nullptr) return;
  if (!m_dropTold) {
    JobOptions options;
    options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
    m_session.readLong(
        tr("Count the losses"),
        [layer = m_layer, name = one->name](const store::CityDatabase& city, Progress& progress) {
          return store::lossesOfDrop(city.connection(), layer, name, progress.token());
        },
        this,
        [this](const store::FieldLosses& losses) {
          m_dropTold = true;
          say(tr("%L1 values would go with the column. Undo brings them back.").arg(losses.values), true);
          m_drop->setText(tr("Drop it"));
        },
        options);
    return;
  }
  run(tr("Drop a column"),
      [layer = m_layer.name, name = one->name, actor = toUtf8(m_session.actor())](const store::CityDatabase& city,
                                                                                  Progress& progress) {
        store::dropField(city, layer, name, true, actor, progress);
      },
      {});
}

}  // namespace gis::ui
