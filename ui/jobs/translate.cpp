#include "ui/jobs/translate.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/jobs/language.h"

namespace gis::ui {
namespace {

/// The core's remedies name an option of the command line in brackets, "add to it (--append)"; a window has a button
/// for it instead.
QString withoutOptions(QString text) {
  static const QRegularExpression bracket(QStringLiteral(" ?[(（][^()（）]*--[a-z][^()（）]*[)）]"));
  return text.remove(bracket);
}

}  // namespace

QString translated(const Message& message) {
  if (message.empty()) return {};
  const QString text = withoutOptions(QCoreApplication::translate("gis", message.text.c_str()));
  return fromUtf8(fillPlaces(toUtf8(text), message.args));
}

QString translatedTo(const Message& message, bool chinese) {
  if (message.empty() || chinese == isChinese()) return translated(message);
  QString text = inOtherLanguage("gis", message.text.c_str());
  if (text.isEmpty()) text = fromUtf8(message.text);
  return fromUtf8(fillPlaces(toUtf8(withoutOptions(std::move(text))), message.args));
}

QString sentence(const Error& error) {
  const QString what = translated(error.whatFailed()), why = translated(error.why());
  QString remedy = translated(error.remedy());
  // a window lists layers and fields itself
  const bool isListed = error.code() == ErrorCode::noSuchLayer || error.code() == ErrorCode::noSuchField;
  if (isListed && remedy.contains(QLatin1String("citydesk-cli"))) remedy.clear();
  if (!isChinese()) return fromUtf8(composeSentence(toUtf8(what), toUtf8(why), toUtf8(remedy)));
  QString text = what;  // Chinese sentences have marks of their own
  if (!why.isEmpty()) text += (text.isEmpty() ? QString() : QStringLiteral("：")) + why;
  if (!remedy.isEmpty()) text += (text.isEmpty() ? QString() : QStringLiteral("；")) + remedy;
  return text.replace(QLatin1Char('\n'), QLatin1Char(' ')).replace(QLatin1Char('\r'), QLatin1Char(' '));
}

}  // namespace gis::ui
