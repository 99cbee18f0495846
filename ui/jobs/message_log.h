// What the program said, newest last: the messages panel and the bar above the map read it.
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <vector>

namespace gis::ui {

enum class MessageKind { info, success, warning, error };

struct LogMessage {
  QDateTime at;
  MessageKind kind = MessageKind::info;
  QString text;
};

/// Model with the columns time and text; keeps the last 1,000. GUI thread only.
class MessageLog : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit MessageLog(QObject* parent = nullptr);

  void add(MessageKind kind, const QString& text);
  void clear();
  [[nodiscard]] const std::vector<LogMessage>& messages() const { return m_messages; }
  /// All of it as lines of text, to be copied or sent.
  [[nodiscard]] QString asText() const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void added(const gis::ui::LogMessage& message);

 private:
  std::vector<LogMessage> m_messages;
};

}  // namespace gis::ui
