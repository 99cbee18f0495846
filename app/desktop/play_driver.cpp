#include "app/desktop/play_driver.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QTextStream>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/desktop/loop_meter.h"
#include "app/desktop/play_input.h"
#include "app/desktop/screenshot.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

constexpr int kPatienceMs = 180000;
constexpr int kRestMs = 400;  // longer than any dialog waits after a key
// After every step the picture is waited for, but a step does not fail when it takes longer.
constexpr int kPictureMs = 20000;

QString text(const nlohmann::json& step, const char* key) {
  const auto it = step.find(key);
  return it != step.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

Qt::KeyboardModifiers modifiersOf(const nlohmann::json& step) {
  const QString names = text(step, "modifiers");
  Qt::KeyboardModifiers modifiers;
  if (names.contains(QLatin1String("Shift"), Qt::CaseInsensitive)) modifiers |= Qt::ShiftModifier;
  if (names.contains(QLatin1String("Ctrl"), Qt::CaseInsensitive)) modifiers |= Qt::ControlModifier;
  if (names.contains(QLatin1String("Alt"), Qt::CaseInsensitive)) modifiers |= Qt::AltModifier;
  return modifiers;
}

Qt::MouseButton buttonOf(const nlohmann::json& step) {
  const QString name = text(step, "button");
  if (name == QLatin1String("right")) return Qt::RightButton;
  if (name == QLatin1String("middle")) return Qt::MiddleButton;
  return Qt::LeftButton;
}

class Player {
 public:
  Player(MainWindow& window, QString shots) : m_window(window), m_shots(std::move(shots)), m_input(window) {}

  /// Milliseconds of the last step in which nothing was done any more.
  [[nodiscard]] int rested() const { return m_rested; }

  void play(const nlohmann::json& step) {
    m_rested = 0;
    const QString what = text(step, "do");
    const QString target = text(step, "target");
    if (what == QLatin1String("click"))
      m_input.click(target, buttonOf(step), modifiersOf(step));
    else if (what == QLatin1String("double"))
      m_input.doubleClick(target, modifiersOf(step));
    else if (what == QLatin1String("drag"))
      m_input.drag(target, text(step, "to"), buttonOf(step), modifiersOf(step));
    else if (what == QLatin1String("move"))
      m_input.move(target);
    else if (what == QLatin1String("wheel"))
      m_input.wheel(target, step.value("notches", 1.0), modifiersOf(step));
    else if (what == QLatin1String("key"))
      focusThen(target, [&](bool) { m_input.keys(text(step, "text")); });
    else if (what == QLatin1String("type"))
      typeInto(target, text(step, "text"));
    else if (what == QLatin1String("wait"))
      wait(step);
    else if (what == QLatin1String("shot"))
      shot(text(step, "name"));
    else
      throw PlayError{
          QStringLiteral("“%1” is no step: click, double, drag, move, wheel, key, type, wait or shot").arg(what)};
  }

 private:
  /// What is typed into a field that was not being edited takes the place of what stands there, as a person does it.
  void typeInto(const QString& target, const QString& words) {
    focusThen(target, [&](bool clicked) {
      const QWidget* focus = QApplication::focusWidget();
      const auto* line = qobject_cast<const QLineEdit*>(focus);
      if (const auto* box = qobject_cast<const QComboBox*>(focus)) line = box->lineEdit();
      const bool filled =
          line != nullptr ? !line->text().isEmpty() : qobject_cast<const QAbstractSpinBox*>(focus) != nullptr;
      if (clicked && filled) m_input.keys(QStringLiteral("Ctrl+A"));
      m_input.type(words);
    });
  }

  template <typename Then>
  void focusThen(const QString& target, Then then) {
    bool clicked = false;
    if (!target.isEmpty()) {
      const PlayTarget found = m_input.find(target);
      QWidget* focus = QApplication::focusWidget();
      const bool has = focus != nullptr && (focus == found.widget || focus->isAncestorOf(found.widget));
      if (!has) m_input.click(target, Qt::LeftButton, {});
      clicked = !has;
    }
    then(clicked);
  }

  void wait(const nlohmann::json& step) {
    const auto& value = step.contains("text")  ? step["text"]
                        : step.contains("for") ? step["for"]
                                               : step.value("target", nlohmann::json());
    QString condition = value.is_string() ? QString::fromStdString(value.get<std::string>()) : QString();
    int ms = value.is_number() ? value.get<int>() : -1;
    if (ms < 0) {
      bool number = false;
      ms = condition.toInt(&number);
      if (!number) ms = -1;
    }
    if (ms >= 0) {
      runUntil([] { return false; }, ms);
      return;
    }
    const bool idle = condition.isEmpty() || condition == QLatin1String("idle");
    if (!idle && condition != QLatin1String("map"))
      throw PlayError{QStringLiteral("“%1” cannot be waited for: idle, map or milliseconds").arg(condition)};
    // Dialogs count and look things up when the typing has rested for a moment: that is not idle yet.
    QElapsedTimer rested;
    rested.start();
    const auto reached = [&] {
      if (!idle) return m_window.isMapComplete();
      if (!m_window.isIdle()) rested.restart();
      return rested.hasExpired(kRestMs);
    };
    if (!runUntil(reached, kPatienceMs)) throw PlayError{QStringLiteral("%1 was not reached in time").arg(condition)};
    if (idle) m_rested = kRestMs;
  }

  void shot(const QString& name) {
    QDir().mkpath(m_shots);
    const QString file =
        QDir(m_shots).filePath((name.isEmpty() ? QStringLiteral("shot") : name) + QStringLiteral(".png"));
    if (!saveWindow(m_window, file)) throw PlayError{QStringLiteral("cannot write %1").arg(file)};
  }

  MainWindow& m_window;
  QString m_shots;
  PlayInput m_input;
  int m_rested = 0;
};

double rounded(double ms) {
  return std::round(ms * 100) / 100;
}

}  // namespace

nlohmann::json playLines(MainWindow& window, const QByteArray& lines, const QString& shots, bool withCity) {
  LoopMeter meter;
  nlohmann::json document;
  document["steps"] = nlohmann::json::array();
  double longest = 0, longestCpu = 0;
  QString failed;
  const auto opening = QObject::connect(&window.session(), &CitySession::openFailed, &window,
                                        [&failed](const QString&, const QString& sentence) { failed = sentence; });
  Player player(window, shots);
  const auto timed = [&](nlohmann::json entry, const std::function<void()>& step) {
    meter.takeLongest();
    meter.takeLongestCpu();
    QElapsedTimer timer;
    timer.start();
    QString sentence;
    try {
      step();
      if (entry.value("do", std::string()) == "shot") meter.forgetWaiting();
      // What the step set going is waited for too, unless it is a long job that the person sees running.
      QCoreApplication::processEvents();
      runUntil(
          [&] {
            const bool settled = window.session().pendingJobs() == 0 || window.session().jobs().runningCount() > 0;
            return (settled && window.isMapComplete()) || !failed.isEmpty();
          },
          kPictureMs);
      sentence = failed;
    } catch (const PlayError& error) {
      sentence = error.sentence;
    }
    entry["ms"] = rounded(std::max(0.0, static_cast<double>(timer.nsecsElapsed()) / 1e6 - player.rested()));
    const double block = meter.takeLongest();
    entry["block_ms"] = rounded(block);
    longest = std::max(longest, block);
    const double cpu = meter.takeLongestCpu();
    entry["turn_cpu_ms"] = rounded(cpu);
    longestCpu = std::max(longestCpu, cpu);
    document["steps"].push_back(std::move(entry));
    if (!sentence.isEmpty()) document["error"] = sentence.toStdString();
    return sentence.isEmpty();
  };

  bool going = true;
  if (withCity)
    going = timed({{"do", "open"}}, [&] {
      if (!runUntil([&] { return !failed.isEmpty() || (window.session().isOpen() && window.isIdle()); }, kPatienceMs))
        throw PlayError{QStringLiteral("the city was not open in time")};
    });
  int number = 0;
  for (const QByteArray& line : lines.split('\n')) {
    ++number;
    if (!going || line.trimmed().isEmpty()) continue;
    const auto step = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (!step.is_object()) {
      document["error"] = "line " + std::to_string(number) + " is no JSON object";
      break;
    }
    nlohmann::json entry = step;
    entry["line"] = number;
    going = timed(std::move(entry), [&] { player.play(step); });
  }
  QObject::disconnect(opening);
  document["longest_block_ms"] = rounded(longest);
  document["longest_turn_cpu_ms"] = rounded(longestCpu);
  return document;
}

int playFile(MainWindow& window, const QString& file, const QString& shots, bool withCity) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) {
    QTextStream(stderr) << "citydesk: cannot read " << file << '\n';
    return 1;
  }
  const nlohmann::json document = playLines(window, in.readAll(), shots, withCity);
  std::cout << document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  if (!document.contains("error")) return 0;
  QTextStream(stderr) << "citydesk: " << QString::fromStdString(document["error"].get<std::string>()) << '\n';
  return 1;
}

}  // namespace gis::ui
