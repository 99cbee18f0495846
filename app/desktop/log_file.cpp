#include "app/desktop/log_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QMutex>
#include <QSysInfo>
#include <QTextStream>

namespace gis::ui {

namespace {

constexpr qint64 kLargestLog = 1 << 20;
QMutex g_mutex;
QFile* g_file = nullptr;

const char* kindOf(QtMsgType type) {
  switch (type) {
    case QtDebugMsg: return "debug";
    case QtInfoMsg: return "info";
    case QtWarningMsg: return "warning";
    case QtCriticalMsg: return "error";
    case QtFatalMsg: return "fatal";
  }
  return "";
}

void write(QtMsgType type, const QMessageLogContext&, const QString& message) {
  const QString line = QStringLiteral("%1 %2 %3\n")
                           .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                                QLatin1String(kindOf(type)), withoutPersonalData(message));
  const QMutexLocker lock(&g_mutex);
  if (g_file != nullptr) {
    g_file->write(line.toUtf8());
    g_file->flush();
  }
  if (type != QtDebugMsg && type != QtInfoMsg) QTextStream(stderr) << line;
}

}  // namespace

QString withoutPersonalData(const QString& text) {
  QString clean = text;
  clean.replace(QDir::homePath(), QStringLiteral("~"));
  for (const char* name : {"USER", "LOGNAME"}) {
    const QString user = qEnvironmentVariable(name);
    if (user.size() > 2) clean.replace(user, QStringLiteral("user"));
  }
  return clean;
}

void startLog(const QString& file) {
  static QFile log;
  log.setFileName(file);
  if (log.size() > kLargestLog && log.open(QIODevice::ReadOnly)) {
    log.seek(log.size() - kLargestLog / 2);
    const QByteArray tail = log.readAll();
    log.close();
    if (log.open(QIODevice::WriteOnly)) log.write(tail);
    log.close();
  }
  if (!log.open(QIODevice::Append)) return;  // no log is no reason not to start
  g_file = &log;
  qInstallMessageHandler(write);
  qInfo("CityDesk %s, Qt %s, %s", qPrintable(QCoreApplication::applicationVersion()), qVersion(),
        qPrintable(QSysInfo::prettyProductName()));
}

}  // namespace gis::ui
