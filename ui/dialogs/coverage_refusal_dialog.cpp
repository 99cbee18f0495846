#include "ui/dialogs/coverage_refusal_dialog.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/canvas/change_picture.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

constexpr std::size_t kMostDrawnShapes = 40;

/// The shapes that an edit writes.
std::vector<geom::Bytes> writtenShapes(const store::EditCommand& command) {
  std::vector<geom::Bytes> shapes;
  for (const store::RowEdit& row : command.rows) {
    for (const auto& [name, value] : row.values) {
      const auto* wkb = std::get_if<geom::Bytes>(&value);
      if (name == "geometry" && wkb != nullptr && shapes.size() < kMostDrawnShapes) shapes.push_back(*wkb);
    }
  }
  return shapes;
}

}  // namespace

void CoverageRefusalDialog::explain(CitySession& session, const QString& sentence, Making making, QWidget* parent,
                                    std::function<void(const store::EditResult&)> done,
                                    std::function<void()> otherwise) {
  JobOptions options;
  options.onError = [otherwise](const QString&, const Error&) { otherwise(); };
  session.read(
      tr("Look for the repair"),
      [making = std::move(making)](const store::CityDatabase& city, Progress&) {
        CoverageRefusal refusal;
        refusal.command = making(city);
        refusal.faults = store::faultsOfEdit(city, refusal.command);
        std::erase_if(refusal.faults, [](const store::EditFault& fault) { return !fault.stops; });
        if (!refusal.faults.empty()) refusal.mended = store::mendedEdit(city, refusal.command);
        return refusal;
      },
      parent,
      [&session, sentence, parent, done = std::move(done), otherwise](CoverageRefusal refusal) {
        if (refusal.faults.empty()) {
          otherwise();
          return;
        }
        auto* dialog = new CoverageRefusalDialog(session, std::move(refusal), sentence, done, parent);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->QDialog::open();
      },
      options);
}

CoverageRefusalDialog::CoverageRefusalDialog(CitySession& session, CoverageRefusal refusal, const QString& sentence,
                                             std::function<void(const store::EditResult&)> done, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_refusal(std::move(refusal)),
      m_done(std::move(done)),
      m_picture(named(new ChangePicture, "coveragePicture", tr("What is wrong with the edit"))),
      m_status(named(new QLabel, "coverageStatus", tr("State"))) {
  setObjectName(QStringLiteral("coverageRefusalDialog"));
  setWindowTitle(tr("The edit would tear the coverage"));
  m_picture->setMinimumSize(440, 300);
  m_status->setWordWrap(true);
  auto* why = new QLabel(QStringLiteral("⚠ ") + sentence);
  why->setWordWrap(true);
  why->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_status->setText(m_refusal.mended
                        ? tr("The repair takes what overlaps from the shape that was drawn, and gives a gap to the "
                             "neighbour with the longest common border.")
                        : tr("This cannot be repaired by itself: draw it anew, or change the neighbours first."));
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_picture, 1);
  column->addWidget(why);
  column->addWidget(m_status);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Cancel);
  m_repair = buttons->addButton(tr("Repair and save"), QDialogButtonBox::ActionRole);
  nameField(m_repair, "coverageRepairButton", m_repair->text());
  m_repair->setEnabled(m_refusal.mended.has_value());
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_repair, &QPushButton::clicked, this, &CoverageRefusalDialog::repair);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
  showPicture();
}

void CoverageRefusalDialog::showPicture() {
  std::vector<ChangePicture::Layer> layers;
  const auto add = [&layers](const std::vector<geom::Bytes>& shapes, QColor colour, bool dashed, const QString& title) {
    for (const geom::Bytes& one : shapes) {
      // the words of the legend stand once
      layers.push_back({one, colour, dashed, &one == &shapes.front() ? title : QString()});
    }
  };
  std::vector<geom::Bytes> faults;
  for (const store::EditFault& fault : m_refusal.faults) {
    if (!fault.finding.shape.empty() && faults.size() < kMostDrawnShapes) faults.push_back(fault.finding.shape);
  }
  add(writtenShapes(m_refusal.command), ChangePicture::base(), false, tr("as it was drawn"));
  if (m_refusal.mended) add(writtenShapes(*m_refusal.mended), ChangePicture::after(), true, tr("after the repair"));
  add(faults, ChangePicture::before(), false, tr("overlap or gap"));
  m_picture->show(std::move(layers));
}

void CoverageRefusalDialog::repair() {
  if (!m_refusal.mended) return;
  m_repair->setEnabled(false);
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_status->setText(QStringLiteral("⚠ ") + sentence);
    m_repair->setEnabled(true);
  };
  m_session.applyEdit(
      tr("Repair an edit"), *m_refusal.mended, this,
      [this](const store::EditResult& result) {
        if (m_done) m_done(result);
        m_session.lookNow();
        accept();
      },
      options);
}

}  // namespace gis::ui
