#include "ui/dialogs/guide_window.h"

#include <QEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/resources.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"

namespace gis::ui {

GuideWindow::GuideWindow(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_contents(new QTreeWidget),
      m_text(new QTextBrowser),
      m_search(new QLineEdit) {
  setObjectName(QStringLiteral("guideWindow"));
  setModal(false);
  m_contents->setObjectName(QStringLiteral("guideContents"));
  m_text->setObjectName(QStringLiteral("guideText"));
  m_search->setObjectName(QStringLiteral("guideSearch"));
  m_contents->setHeaderHidden(true);
  m_contents->setRootIsDecorated(false);
  m_text->setOpenLinks(false);
  m_text->document()->setDefaultStyleSheet(QStringLiteral("pre { white-space: pre-wrap; }"));
  m_search->setClearButtonEnabled(true);
  auto* left = new QWidget;
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_search);
  column->addWidget(m_contents, 1);
  auto* both = new QSplitter;
  both->addWidget(left);
  both->addWidget(m_text);
  both->setStretchFactor(1, 1);
  both->setSizes({230, 650});
  auto* all = new QVBoxLayout(this);
  all->addWidget(both);
  connect(m_contents, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
    if (item != nullptr) m_text->scrollToAnchor(item->data(0, Qt::UserRole).toString());
  });
  connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
    if (link.scheme() == QLatin1String("command"))
      Q_EMIT commandWanted(link.path());
    else if (link.hasFragment())
      m_text->scrollToAnchor(link.fragment());
  });
  connect(m_search, &QLineEdit::textChanged, this, [this] { search(false); });
  connect(m_search, &QLineEdit::returnPressed, this, [this] { search(true); });
  resize(900, 640);
  retranslate();
  read();
}

QString GuideWindow::resourceName(const QString& language) {
  return QStringLiteral("guide/guide_%1.html").arg(language);
}

void GuideWindow::read() {
  m_session.task(
      tr("Read the guide"),
      [name = toUtf8(resourceName(currentLanguage()))](Progress&) {
        return platform::readFile(platform::resourceFile(name));
      },
      this, [this](const std::string& html) { showText(fromUtf8(html)); });
}

void GuideWindow::showText(const QString& html) {
  // Qt's rich text knows anchors as names
  QString text = html;
  static const QRegularExpression heading(QStringLiteral("<h2 id=\"([^\"]+)\">(.*?)</h2>"));
  text.replace(heading, QStringLiteral("<h2><a name=\"\\1\"></a>\\2</h2>"));
  text.replace(QLatin1String("<kbd>"), QLatin1String("<b>")).replace(QLatin1String("</kbd>"), QLatin1String("</b>"));
  m_text->setHtml(text);
  m_contents->clear();
  for (auto match = heading.globalMatch(html); match.hasNext();) {
    const QRegularExpressionMatch one = match.next();
    auto* item = new QTreeWidgetItem(m_contents, {one.captured(2)});
    item->setData(0, Qt::UserRole, one.captured(1));
  }
}

void GuideWindow::search(bool again) {
  const QString words = m_search->text();
  QTextCursor cursor = m_text->textCursor();
  if (!again) cursor.setPosition(cursor.selectionStart());
  m_text->setTextCursor(cursor);
  if (words.isEmpty() || m_text->find(words)) return;
  m_text->moveCursor(QTextCursor::Start);  // from the top once more
  m_text->find(words);
}

void GuideWindow::retranslate() {
  setWindowTitle(tr("User guide"));
  m_contents->setAccessibleName(tr("Contents"));
  m_text->setAccessibleName(tr("User guide"));
  m_search->setAccessibleName(tr("Search in the guide"));
  m_search->setPlaceholderText(tr("Search in the guide"));
}

void GuideWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    read();
  }
  QDialog::changeEvent(event);
}

}  // namespace gis::ui
