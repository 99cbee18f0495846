// Who works at this desk, and in which role: labels kept on this computer, no protection of anything.
#pragma once

#include <QObject>
#include <QString>
#include <string>
#include <vector>

#include "ui/models/user_settings.h"

namespace gis::ui {

struct DeskOperator {
  QString name, role, department;  ///< role as case_transitions.csv writes it; department of a department's people
  friend bool operator==(const DeskOperator&, const DeskOperator&) = default;
};

/// The departments in which these people have somebody of that name; none when they do not know.
[[nodiscard]] std::vector<std::string> departmentsOf(const std::vector<DeskOperator>& people, const QString& name);

/// The list and the one who works now, in the person's settings. GUI thread.
class Operators : public QObject {
  Q_OBJECT
 public:
  explicit Operators(UserSettings& settings, QObject* parent = nullptr);

  [[nodiscard]] const std::vector<DeskOperator>& all() const { return m_all; }
  void setAll(std::vector<DeskOperator> all);
  /// Without a name when nobody was chosen.
  [[nodiscard]] const DeskOperator& current() const { return m_current; }
  void choose(const QString& name);

 Q_SIGNALS:
  void changed();

 private:
  UserSettings& m_settings;
  std::vector<DeskOperator> m_all;
  DeskOperator m_current;
};

}  // namespace gis::ui
