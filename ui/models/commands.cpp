#include "ui/models/commands.h"

#include <QCoreApplication>
#include <QIcon>
#include <QKeySequence>
#include <QRegularExpression>

#include "ui/jobs/language.h"

namespace gis::ui {

QIcon commandIcon(const char* name) {
  if (name == nullptr || *name == '\0') return {};
  return QIcon(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
}

Commands::Commands(QObject* parent) : QObject(parent) {}

QString Commands::text(const char* source) {
  return source == nullptr || *source == '\0' ? QString() : QCoreApplication::translate("Commands", source);
}

QAction* Commands::add(const CommandSpec& spec) {
  const QString id = QLatin1String(spec.id);
  Entry& entry = m_entries[id];
  Q_ASSERT(entry.action == nullptr);
  m_order.push_back(id);
  entry.spec = spec;
  entry.action = new QAction(this);
  entry.action->setObjectName(id);
  entry.action->setCheckable(spec.checkable);
  entry.action->setVisible(false);
  entry.action->setIcon(commandIcon(spec.icon));
  say(entry);
  enable(entry);
  return entry.action;
}

QAction* Commands::action(const QString& id) const {
  const auto it = m_entries.find(id);
  return it == m_entries.end() ? nullptr : it->second.action;
}

std::vector<QAction*> Commands::actions() const {
  std::vector<QAction*> all;
  for (const QString& id : m_order) all.push_back(m_entries.at(id).action);
  return all;
}

Commands::Entry* Commands::find(const QString& id) {
  const auto it = m_entries.find(id);
  Q_ASSERT_X(it != m_entries.end(), "Commands", qPrintable(id));
  return it == m_entries.end() ? nullptr : &it->second;
}

void Commands::handle(const QString& id, QObject* context, std::function<void()> handler) {
  Entry* entry = find(id);
  if (entry == nullptr) return;
  entry->handled = true;
  entry->action->setVisible(true);
  connect(entry->action, &QAction::triggered, context, [handler = std::move(handler)] { handler(); });
  enable(*entry);
}

void Commands::handleToggle(const QString& id, QObject* context, std::function<void(bool)> handler) {
  Entry* entry = find(id);
  if (entry == nullptr) return;
  entry->handled = true;
  entry->action->setVisible(true);
  connect(entry->action, &QAction::triggered, context, [handler = std::move(handler)](bool on) { handler(on); });
  enable(*entry);
}

bool Commands::hasHandler(const QString& id) const {
  const auto it = m_entries.find(id);
  return it != m_entries.end() && it->second.handled;
}

void Commands::setAvailable(unsigned bits) {
  m_available = bits;
  for (const auto& [id, entry] : m_entries) enable(entry);
}

void Commands::setKeyPreset(KeyPreset preset) {
  m_preset = preset;
  for (const auto& [id, entry] : m_entries) say(entry);
}

void Commands::retranslate() {
  for (const auto& [id, entry] : m_entries) say(entry);
}

namespace {
QString plainName(QString label) {
  // A mnemonic in brackets, as Chinese menus have it, is no part of the name.
  static const QRegularExpression bracket(QStringLiteral("\\(&\\w\\)"));
  return label.remove(bracket).remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}
}  // namespace

QStringList Commands::names(const QString& id) const {
  const auto entry = m_entries.find(id);
  if (entry == m_entries.end()) return {};
  QStringList names{plainName(entry->second.action->text())};
  names << plainName(inOtherLanguage("Commands", entry->second.spec.text));
  names.removeAll(QString());
  return names;
}

void Commands::say(const Entry& entry) const {
  QAction& action = *entry.action;
  const CommandSpec& spec = entry.spec;
  const bool arcgis = m_preset == KeyPreset::arcgis && spec.keysArcgis != nullptr;
  QList<QKeySequence> keys;
  const QStringList texts =
      QString::fromLatin1(arcgis ? spec.keysArcgis : spec.keys).split(QLatin1Char('|'), Qt::SkipEmptyParts);
  for (const QString& key : texts) keys << QKeySequence(key, QKeySequence::PortableText);
  action.setShortcuts(keys);
  const QString label = text(spec.text);
  action.setText(label);
  const QString plain = plainName(label);
  action.setIconText(plain);
  const QString tip = text(spec.tip);
  QString full = tip.isEmpty() ? plain : plain + QStringLiteral(" – ") + tip;
  if (!keys.isEmpty()) full += QStringLiteral(" (%1)").arg(keys.front().toString(QKeySequence::NativeText));
  action.setToolTip(full);
  action.setStatusTip(tip);
}

void Commands::enable(const Entry& entry) const {
  entry.action->setEnabled(entry.handled && (entry.spec.needs & m_available) == entry.spec.needs);
}

}  // namespace gis::ui
