// Every command of the window: one QAction each, with text, icon, keys and what it needs.
//
// The catalogue (command_catalogue.cpp in panels) says which commands there are and where they stand in the
// menus. Whoever can do a command gives it a handler; a command without a handler is not shown, so there
// are no dead buttons.
#pragma once

#include <QAction>
#include <QObject>
#include <functional>
#include <map>
#include <vector>

#include "ui/models/user_settings.h"

namespace gis::ui {

/// What must be there for a command to be enabled; may be joined with |.
enum CommandNeed : unsigned {
  needNothing = 0,
  needCity = 1,
  needWritable = 2 | 1,      ///< a city that can be written
  needLayer = 4 | 1,         ///< a layer is current in the layer panel
  needMapLayer = 8 | 4 | 1,  ///< … that has a geometry
  needSelection = 16 | 1,
  needUndo = 32 | 1,
  needRedo = 64 | 1,
  needOwnLayer = 128 | 8 | 4 | 1,  ///< … that is the user's (not the case layer)
  needThen = 256 | 1,              ///< the city is shown as of a date
  needNow = 512 | 1,               ///< … as it is: for what reads the file past the window
};

struct CommandSpec {
  const char* id;          ///< objectName of the action: "actionZoomFull"
  const char* text;        ///< QT_TRANSLATE_NOOP("Commands", "Zoom to &full extent")
  const char* tip;         ///< one sentence, or ""
  const char* icon;        ///< file name in resources/icons without ".svg", or ""
  const char* keys;        ///< QGIS habits; several divided by "|"
  const char* keysArcgis;  ///< ArcGIS habits, or null: the same
  unsigned needs = needNothing;
  bool checkable = false;
};

/// GUI thread.
class Commands : public QObject {
  Q_OBJECT
 public:
  explicit Commands(QObject* parent = nullptr);

  QAction* add(const CommandSpec& spec);
  /// Null when there is none of that name.
  [[nodiscard]] QAction* action(const QString& id) const;
  [[nodiscard]] std::vector<QAction*> actions() const;
  /// What the command does. It becomes visible. The handler ends with `context`.
  void handle(const QString& id, QObject* context, std::function<void()> handler);
  /// The same for one that can be switched on and off.
  void handleToggle(const QString& id, QObject* context, std::function<void(bool)> handler);
  [[nodiscard]] bool hasHandler(const QString& id) const;

  /// What is there now, as CommandNeed bits.
  void setAvailable(unsigned bits);
  [[nodiscard]] unsigned available() const { return m_available; }
  void setKeyPreset(KeyPreset preset);
  /// The command's name without mnemonic and dots, in the language that is set and, where it has one, in the other.
  [[nodiscard]] QStringList names(const QString& id) const;
  /// Says all texts in the current language.
  void retranslate();
  /// A text of the context "Commands".
  [[nodiscard]] static QString text(const char* source);

 private:
  struct Entry {
    CommandSpec spec;
    QAction* action = nullptr;
    bool handled = false;
  };
  void say(const Entry& entry) const;
  void enable(const Entry& entry) const;
  Entry* find(const QString& id);

  std::map<QString, Entry> m_entries;
  std::vector<QString> m_order;
  unsigned m_available = 0;
  KeyPreset m_preset = KeyPreset::qgis;
};

/// The icon of this name from resources/icons, drawn for every size and pixel ratio.
[[nodiscard]] QIcon commandIcon(const char* name);

}  // namespace gis::ui
