#include "ui/dialogs/package_check_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

namespace {

QString differenceText(city::PackageDifference::Kind kind) {
  using Kind = city::PackageDifference::Kind;
  switch (kind) {
    case Kind::changed: return PackageCheckDialog::tr("changed");
    case Kind::missing: return PackageCheckDialog::tr("missing");
    case Kind::added: return PackageCheckDialog::tr("added");
    default: return PackageCheckDialog::tr("damaged");
  }
}

}  // namespace

PackageCheckDialog::PackageCheckDialog(CitySession& session, const QString& folder, QWidget* parent)
    : QDialog(parent), m_session(session) {
  setObjectName(QStringLiteral("packageCheckDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Check an exchange package"));
  m_file = named(new QLineEdit(QDir::toNativeSeparators(folder)), "packageCheckFile", tr("Package"));
  auto* browse = named(new QPushButton(tr("Browse…")), "packageCheckBrowse", tr("Choose the package"));
  browse->setAutoDefault(false);
  m_check = named(new QPushButton(tr("Check")), "packageCheckButton", tr("Check"));
  m_check->setDefault(true);
  m_list = named(new QTreeWidget, "packageCheckList", tr("What is not as it was packed"));
  m_list->setRootIsDecorated(false);
  m_list->setAlternatingRowColors(true);
  m_list->setHeaderLabels({tr("Difference"), tr("File"), tr("Layer"), tr("Bytes packed"), tr("Bytes now")});
  m_list->header()->resizeSection(1, 300);
  m_status = named(new QLabel, "packageCheckStatus", tr("Result"));
  m_status->setWordWrap(true);
  m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* row = new QHBoxLayout;
  row->addWidget(m_file, 1);
  row->addWidget(browse);
  row->addWidget(m_check);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  auto* all = new QVBoxLayout(this);
  all->addLayout(row);
  all->addWidget(m_status);
  all->addWidget(m_list, 1);
  all->addWidget(buttons);
  connect(browse, &QPushButton::clicked, this, &PackageCheckDialog::askPackage);
  connect(m_check, &QPushButton::clicked, this, &PackageCheckDialog::check);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  resize(720, 420);
}

void PackageCheckDialog::askPackage() {
  const QFileInfo now(m_file->text());
  auto* dialog = new QFileDialog(this, tr("Exchange package"),
                                 now.isDir() ? now.absoluteFilePath() : now.absolutePath(), tr("Packages (*.zip)"));
  dialog->setObjectName(QStringLiteral("packageCheckFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    m_file->setText(QDir::toNativeSeparators(file));
    check();
  });
  dialog->open();
}

void PackageCheckDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void PackageCheckDialog::check() {
  m_list->clear();
  m_check->setEnabled(false);
  say(tr("Checking…"));
  m_session.task(
      tr("Check an exchange package"),
      [file = toUtf8(QDir::fromNativeSeparators(m_file->text().trimmed()))](Progress& progress) {
        return city::checkPackage(platform::pathFromUtf8(file), progress);
      },
      this, [this](const city::PackageCheck& result) { showResult(result); },
      dialogJob([this](const QString& text, bool trouble) {
        m_check->setEnabled(true);
        say(text, trouble);
      }));
}

void PackageCheckDialog::showResult(const city::PackageCheck& result) {
  m_check->setEnabled(true);
  const QLocale locale;
  for (const city::PackageDifference& one : result.differences) {
    auto* row = new QTreeWidgetItem(
        m_list, {differenceText(one.kind), fromUtf8(one.path), fromUtf8(one.layer),
                 locale.toString(qulonglong(one.bytesExpected)), locale.toString(qulonglong(one.bytes))});
    for (const int column : {3, 4}) row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  }
  QStringList lines{result.intact()
                        ? tr("All %1 files are as they were packed.").arg(locale.toString(qulonglong(result.files)))
                        : tr("%Ln file(s) are not as they were packed.", nullptr, int(result.differences.size()))};
  lines << tr("Package %1 of %2, from %3 to %4, security %5.")
               .arg(fromUtf8(result.number), fromUtf8(result.madeAt).left(10),
                    result.giver.empty() ? QStringLiteral("–") : fromUtf8(result.giver),
                    result.receiver.empty() ? QStringLiteral("–") : fromUtf8(result.receiver),
                    result.security.empty() ? QStringLiteral("–") : fromUtf8(result.security));
  lines << tr("Sum of the manifest (SHA-256): %1").arg(fromUtf8(result.manifestSha256));
  say(lines.join(QLatin1Char('\n')), !result.intact());
}

}  // namespace gis::ui
