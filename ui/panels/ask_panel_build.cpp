// How the panel is put together.
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <utility>

#include "ui/panels/ask_panel.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kMostSentenceLines = 6;  // a longer sentence is scrolled
constexpr int kAskMargin = 4;
constexpr int kCharactersOfName = 24;  // of a new layer, seen at a time

QHBoxLayout* askRow(std::initializer_list<QWidget*> widgets, QWidget* wide) {
  auto* layout = new QHBoxLayout;
  layout->setContentsMargins(0, 0, 0, 0);
  for (QWidget* widget : widgets) layout->addWidget(widget, widget == wide ? 1 : 0);
  if (wide == nullptr) layout->addStretch(1);
  return layout;
}

/// Reads what it lists when its list is opened: another program may have kept a question or deleted one.
class KeptQuestionsBox : public QComboBox {
 public:
  explicit KeptQuestionsBox(std::function<void()> read) : m_read(std::move(read)) {}
  void showPopup() override {
    QComboBox::showPopup();
    m_read();
  }

 private:
  std::function<void()> m_read;
};

/// Widgets that stay together where lines are broken.
QWidget* together(std::initializer_list<QWidget*> widgets) {
  auto* group = new QWidget;
  group->setLayout(askRow(widgets, *(widgets.begin() + 1)));
  return group;
}

}  // namespace

void AskPanel::build() {
  m_plain = named(new QLineEdit, "askPlainEdit");
  m_plain->setClearButtonEnabled(true);
  m_understand = named(new QPushButton, "askUnderstandButton");
  m_count = named(new QLabel, "askCount");
  m_count->setWordWrap(true);
  m_count->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  m_select = named(new QPushButton, "askSelectButton");
  m_list = named(new QPushButton, "askListButton");
  m_export = named(new QPushButton, "askExportButton");
  m_figures = named(new QPushButton, "askFiguresButton");
  m_more = named(new QPushButton, "askMoreButton");
  m_more->setCheckable(true);
  m_tree = named(new QTreeWidget, "askConditionTree");
  m_tree->setHeaderHidden(true);
  m_tree->setMinimumHeight(70);
  m_tree->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);  // a low dock shows the editor, too
  m_parameters = new QWidget;
  new FlowLayout(m_parameters);

  // what is needed first stands first: the values that a kept question asks for, the conditions, the one that is
  // chosen; what is done now and then is folded away
  auto* inside = new QWidget;
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(kAskMargin, 0, kAskMargin, kAskMargin);
  column->addWidget(m_parameters);
  column->addWidget(buildTools());
  column->addWidget(m_tree, 1);
  column->addWidget(m_editor);
  column->addWidget(m_moreRows = buildMore());
  // a small dock scrolls instead of pushing the others aside, but for the line that most questions begin with, what is
  // asked, how many there are and what can be done with them
  m_scroll = new QScrollArea;
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidget(inside);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  auto* plain = askRow({m_plain, m_understand}, m_plain);
  plain->setContentsMargins(kAskMargin, kAskMargin, kAskMargin, 0);
  all->addLayout(plain);
  all->addWidget(buildSentence());
  auto* found = askRow({m_count, m_select, m_list, m_figures, m_export, m_more}, m_count);
  found->setContentsMargins(kAskMargin, 0, kAskMargin, 0);
  all->addLayout(found);
  all->addWidget(m_scroll, 1);
}

QWidget* AskPanel::buildSentence() {
  m_sentence = named(new QLabel, "askSentence");
  m_sentence->setWordWrap(true);
  m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_sentence->setTextFormat(Qt::PlainText);
  m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  QFont large = m_sentence->font();
  large.setPointSizeF(large.pointSizeF() * 1.15);
  m_sentence->setFont(large);
  m_sentence->setContentsMargins(kAskMargin, 0, kAskMargin, 0);
  m_sentenceArea = new QScrollArea;
  m_sentenceArea->setWidgetResizable(true);
  m_sentenceArea->setFrameShape(QFrame::NoFrame);
  m_sentenceArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_sentenceArea->setWidget(m_sentence);
  return m_sentenceArea;
}

QWidget* AskPanel::buildTools() {
  m_layerLabel = new QLabel;
  m_layer = named(new QComboBox, "askLayerBox");
  m_layer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_layer->setMinimumContentsLength(7);
  m_layerLabel->setBuddy(m_layer);
  m_add = named(new QPushButton, "askAddButton");
  m_addAny = named(new QPushButton, "askAddAnyButton");
  m_addNone = named(new QPushButton, "askAddNoneButton");
  m_remove = named(new QPushButton, "askRemoveButton");
  m_clear = named(new QPushButton, "askClearButton");
  m_savedLabel = new QLabel;
  m_saved = named(new KeptQuestionsBox([this] { readSaved(); }), "askSavedBox");
  m_saved->setEditable(true);
  m_saved->setInsertPolicy(QComboBox::NoInsert);
  m_saved->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_saved->setMinimumContentsLength(14);  // "near schools"
  m_savedLabel->setBuddy(m_saved);
  m_save = named(new QPushButton, "askSaveButton");
  auto* tools = new QWidget;
  auto* flow = new FlowLayout(tools);
  flow->addWidget(together({m_layerLabel, m_layer}));
  for (QPushButton* button : {m_add, m_addAny, m_addNone, m_remove, m_clear}) flow->addWidget(button);
  flow->addWidget(together({m_savedLabel, m_saved, m_save}));
  return tools;
}

QWidget* AskPanel::buildMore() {
  m_atOpening = named(new QCheckBox, "askAtOpeningBox");
  m_removeSaved = named(new QPushButton, "askRemoveSavedButton");
  m_into = named(new QLineEdit, "askIntoEdit");
  m_make = named(new QPushButton, "askMakeLayerButton");
  m_command = named(new QLineEdit, "askCommandEdit");
  m_command->setReadOnly(true);
  auto* rows = new QWidget;
  auto* column = new QVBoxLayout(rows);
  column->setContentsMargins(0, 0, 0, 0);
  auto* making = new QWidget;  // goes on below in a narrow dock
  auto* flow = new FlowLayout(making);
  m_into->setMinimumWidth(m_into->fontMetrics().averageCharWidth() * kCharactersOfName);
  for (QWidget* one : std::initializer_list<QWidget*>{m_into, m_make, m_atOpening, m_removeSaved}) flow->addWidget(one);
  column->addWidget(making);
  column->addWidget(m_command);
  rows->hide();
  connect(m_more, &QPushButton::toggled, this, [this](bool on) {
    m_moreRows->setVisible(on);
    if (!on) return;
    Q_EMIT roomWanted(m_moreRows->sizeHint().height());
    QTimer::singleShot(0, this, [this] {
      m_scroll->widget()->layout()->activate();
      m_scroll->ensureWidgetVisible(m_moreRows, 0, 0);
    });
  });
  return rows;
}

void AskPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitSentence();
}

void AskPanel::tellSentence(const QString& text) {
  if (m_sentence->text() == text) return;
  m_sentence->setText(text);
  fitSentence();
}

void AskPanel::fitSentence() {
  const int line = m_sentence->fontMetrics().lineSpacing();
  const int whole = m_sentence->heightForWidth(width());
  m_sentenceArea->setFixedHeight(std::clamp(whole, line, kMostSentenceLines * line));
}

}  // namespace gis::ui
