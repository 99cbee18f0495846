// The incident form in the window: photos, input methods, the life cycle, nothing typed is lost.
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QDropEvent>
#include <QImage>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QUrl>

#include "app/desktop/screenshot.h"
#include "gis_core/city/case_flow.h"
#include "tests/ui/city_fixture.h"
#include "ui/models/incident_model.h"
#include "ui/panels/case_history.h"
#include "ui/panels/duplicate_box.h"
#include "ui/panels/incident_form.h"
#include "ui/panels/photo_list.h"

namespace gis::ui {
namespace {

class IncidentFormTest : public WindowFixture {
 protected:
  void SetUp() override {
    WindowFixture::SetUp();
    m_form = m_window->findChild<IncidentForm*>();
    ASSERT_NE(m_form, nullptr);
  }

  template <typename Widget>
  Widget* the(const char* name) {
    auto* widget = m_form->findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(widget, nullptr) << name;
    return widget;
  }

  void beginReport() {
    m_window->showPanel(QStringLiteral("dockIncident"));
    m_form->placeAt(m_window->canvas().visibleExtent().centre());
    settle();
  }

  void typeCategory(const QString& code) {
    auto* edit = the<QLineEdit>("incidentCategory");
    edit->setText(code);
    Q_EMIT edit->textEdited(code);
    Q_EMIT edit->returnPressed();
  }

  /// Saves the new report and gives its id back.
  QString save() {
    QString id;
    QObject listener;  // goes before what it tells
    const auto saved = QObject::connect(m_form, &IncidentForm::saved, &listener, [&](const QString& one) { id = one; });
    the<QPushButton>("incidentSave")->click();
    settle();
    QObject::disconnect(saved);
    return id;
  }

  QString newReport() {
    beginReport();
    typeCategory(QStringLiteral("06010"));
    return save();
  }

  void takeStep(const char* action) {
    auto* steps = the<QComboBox>("caseStep");
    const int row = steps->findData(QLatin1String(action));
    ASSERT_GE(row, 0) << action;
    steps->setCurrentIndex(row);
    ASSERT_TRUE(the<QPushButton>("caseTake")->isEnabled()) << the<QLabel>("caseStepNote")->text().toStdString();
    the<QPushButton>("caseTake")->click();
    settle();
  }

  city::Incident kept(const QString& id) {
    const auto city = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
    return city::incidentById(city, toUtf8(id));
  }

  QString picture(const char* name, QColor colour) {
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(colour);
    EXPECT_TRUE(image.save(path(name)));
    return path(name);
  }

  IncidentForm* m_form = nullptr;
};

TEST_F(IncidentFormTest, PhotosComeByFileByDropAndByCtrlV) {
  beginReport();
  auto* photos = the<PhotoList>("incidentPhotos");
  photos->addFiles({picture("by_file.jpg", Qt::red)});

  QMimeData dropped;
  dropped.setUrls({QUrl::fromLocalFile(picture("by_drop.png", Qt::green)), QUrl::fromLocalFile(path("notes.txt"))});
  for (QWidget* target : {static_cast<QWidget*>(m_form), photos->viewport()}) {
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &drop);
  }
  EXPECT_EQ(photos->count(), 2) << "a photo is taken once, and a text file is no photo";

  QImage copied(40, 40, QImage::Format_RGB32);
  copied.fill(Qt::blue);
  QApplication::clipboard()->setImage(copied);
  QKeyEvent paste(QEvent::KeyPress, Qt::Key_V, Qt::ControlModifier);
  QCoreApplication::sendEvent(the<QPlainTextEdit>("incidentDescription"), &paste);
  settle();
  EXPECT_EQ(photos->files().size(), 3);
  const QRect first = photos->visualItemRect(photos->item(0));
  EXPECT_TRUE(photos->viewport()->rect().contains(first)) << "the first picture and its name are whole";
  EXPECT_TRUE(the<QPlainTextEdit>("incidentDescription")->toPlainText().isEmpty());
  for (int i = 0; i < photos->count(); ++i) EXPECT_FALSE(photos->item(i)->icon().isNull()) << i;

  typeCategory(QStringLiteral("06010"));
  const QString id = save();
  ASSERT_FALSE(id.isEmpty());
  const auto city = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
  const auto attached = city::attachmentsOf(city, toUtf8(id), true);
  ASSERT_EQ(attached.size(), 3U);
  for (const city::Attachment& one : attached) {
    EXPECT_TRUE(std::filesystem::exists(city.mediaFolder() / one.path));
    EXPECT_FALSE(one.thumbnail.empty());
  }
}

TEST_F(IncidentFormTest, TextInTheClipboardIsPastedAsText) {
  beginReport();
  QApplication::clipboard()->setText(QStringLiteral("路面破损"));
  auto* description = the<QPlainTextEdit>("incidentDescription");
  QKeyEvent paste(QEvent::KeyPress, Qt::Key_V, Qt::ControlModifier);
  QCoreApplication::sendEvent(description, &paste);
  EXPECT_EQ(description->toPlainText(), QStringLiteral("路面破损"));
  EXPECT_EQ(the<PhotoList>("incidentPhotos")->count(), 0);
}

TEST_F(IncidentFormTest, ACaseGoesItsWayInTheWindowAndBackByUndo) {
  const QString id = newReport();
  ASSERT_FALSE(id.isEmpty());
  m_form->openCase(id);
  settle();
  takeStep("take");
  EXPECT_EQ(kept(id).state, "pending_register");
  EXPECT_TRUE(the<QLabel>("incidentTitle")->text().contains(caseStateText("pending_register")));
  EXPECT_EQ(the<CaseHistory>("incidentHistory")->topLevelItemCount(), 2);

  // a step that needs a reason waits for it
  auto* steps = the<QComboBox>("caseStep");
  steps->setCurrentIndex(steps->findData(QStringLiteral("reject")));
  EXPECT_FALSE(the<QPushButton>("caseTake")->isEnabled());
  the<QLineEdit>("caseReason")->setText(QStringLiteral("重复"));
  EXPECT_TRUE(the<QPushButton>("caseTake")->isEnabled());
  the<QLineEdit>("caseReason")->clear();

  takeStep("file");
  EXPECT_EQ(kept(id).state, "pending_dispatch");
  EXPECT_FALSE(kept(id).caseNo.empty());
  takeStep("dispatch");  // the trade that is responsible is suggested
  EXPECT_EQ(kept(id).state, "pending_handle");
  EXPECT_FALSE(kept(id).department.empty());

  m_window->session().undo();
  settle();
  EXPECT_EQ(kept(id).state, "pending_dispatch");
  ASSERT_TRUE(runUntil([&] { return the<QComboBox>("caseStep")->findData(QStringLiteral("dispatch")) >= 0; }, 5000))
      << "the form follows what undo did";
}

TEST_F(IncidentFormTest, AStepThatNeedsAPhotoTakesTheFormsPhotos) {
  const QString id = newReport();
  m_form->openCase(id);
  settle();
  takeStep("take");
  auto* steps = the<QComboBox>("caseStep");
  steps->setCurrentIndex(steps->findData(QStringLiteral("self_handle_close")));
  the<QLineEdit>("caseReason")->setText(QStringLiteral("done"));
  EXPECT_FALSE(the<QPushButton>("caseTake")->isEnabled());
  the<PhotoList>("incidentPhotos")->addFiles({picture("before.jpg", Qt::red), picture("after.jpg", Qt::yellow)});
  settle();
  takeStep("self_handle_close");
  EXPECT_EQ(kept(id).state, "closed");
  EXPECT_TRUE(the<PhotoList>("incidentPhotos")->files().isEmpty()) << "it is in the case now";
  EXPECT_EQ(the<PhotoList>("incidentPhotos")->count(), 2);
  EXPECT_EQ(steps->count(), 0) << "in time: there is nothing to appeal against";
}

TEST_F(IncidentFormTest, AHandlerOfAnotherDepartmentIsRefusedAndTheOwnOnesAreSuggested) {
  const QString id = newReport();
  m_form->openCase(id);
  settle();
  takeStep("take");
  takeStep("file");
  takeStep("dispatch");
  const QString department = QString::fromStdString(kept(id).department);
  m_form->setPeople({{QStringLiteral("Zhao"), QStringLiteral("handler"), department},
                     {QStringLiteral("Qian"), QStringLiteral("handler"), QStringLiteral("elsewhere")}});
  auto* steps = the<QComboBox>("caseStep");
  steps->setCurrentIndex(-1);
  steps->setCurrentIndex(steps->findData(QStringLiteral("assign")));
  auto* who = the<QComboBox>("caseTo");
  ASSERT_EQ(who->count(), 1);
  EXPECT_EQ(who->currentText(), QStringLiteral("Zhao"));
  who->setEditText(QStringLiteral("Qian"));
  auto* take = the<QPushButton>("caseTake");
  take->setFocus();
  take->click();
  settle();
  EXPECT_EQ(m_form->window()->focusWidget(), take) << "the reason beside it stays in sight";
  EXPECT_EQ(kept(id).state, "pending_handle");
  const QString note = the<QLabel>("caseStepNote")->text();
  EXPECT_TRUE(note.contains(QStringLiteral("elsewhere")) && note.contains(department)) << note.toStdString();
  who->setEditText(QStringLiteral("Zhao"));
  takeStep("assign");
  EXPECT_EQ(kept(id).handler, "Zhao");
  the<QLineEdit>("caseReason")->setText(QStringLiteral("away"));
  takeStep("revoke_assign");
  m_form->setPeople({{QStringLiteral("Zhao"), QStringLiteral("handler"), department},
                     {QStringLiteral("Sun"), QStringLiteral("handler"), department}});
  steps->setCurrentIndex(-1);
  steps->setCurrentIndex(steps->findData(QStringLiteral("assign")));
  EXPECT_EQ(who->count(), 2);
  EXPECT_TRUE(who->currentText().isEmpty()) << "nobody is taken unasked";
}

TEST_F(IncidentFormTest, StepsAreButtonsWithKeysAndRequestsGoTheirWay) {
  const QString id = newReport();
  m_form->openCase(id);
  settle();
  m_form->setMyRole(QStringLiteral("acceptor"));
  auto* take = m_form->findChild<QPushButton*>(QStringLiteral("caseAction_take"));
  ASSERT_NE(take, nullptr);
  EXPECT_EQ(take->shortcut(), QKeySequence(Qt::ALT | Qt::Key_1));
  QTest::mouseClick(take, Qt::LeftButton);
  settle();
  EXPECT_EQ(kept(id).state, "pending_register") << "nothing was missing, so the step was taken";
  takeStep("file");
  takeStep("dispatch");
  auto* until = the<QDateEdit>("caseUntil");
  EXPECT_FALSE(until->isVisible());
  auto* steps = the<QComboBox>("caseStep");
  steps->setCurrentIndex(steps->findData(QStringLiteral("suspend")));
  EXPECT_TRUE(until->isVisible());
  EXPECT_FALSE(the<QPushButton>("caseTake")->isEnabled()) << "a reason is missing";
  the<QLineEdit>("caseReason")->setText(QStringLiteral("等备件"));
  takeStep("suspend");
  EXPECT_EQ(kept(id).requestState, "requested");
  EXPECT_EQ(steps->findData(QStringLiteral("suspend")), -1);
  takeStep("approve_suspension");
  takeStep("grant_suspension");
  EXPECT_EQ(kept(id).state, "suspended");
  EXPECT_TRUE(the<QLabel>("caseClock")->isHidden() || !the<QLabel>("caseClock")->text().isEmpty());
}

TEST_F(IncidentFormTest, WhatWasReportedNearByIsShownAndAttachedByOneKey) {
  const QString first = newReport();
  ASSERT_FALSE(first.isEmpty());
  beginReport();
  auto* box = m_form->findChild<DuplicateBox*>();
  ASSERT_NE(box, nullptr);
  EXPECT_FALSE(box->isVisible()) << "no category yet";
  typeCategory(QStringLiteral("06010"));
  ASSERT_TRUE(runUntil([&] { return box->isVisible(); }, 5000));
  EXPECT_GE(box->count(), 1);
  auto* attach = m_form->findChild<QPushButton*>(QStringLiteral("duplicateAttachNearest"));
  ASSERT_NE(attach, nullptr);
  EXPECT_EQ(attach->shortcut(), QKeySequence(Qt::ALT | Qt::Key_D));
  QString id;
  QObject listener;  // goes before what it tells
  QObject::connect(m_form, &IncidentForm::saved, &listener, [&](const QString& one) { id = one; });
  QTest::keyClick(m_window.get(), Qt::Key_D, Qt::AltModifier);
  settle();
  if (id.isEmpty()) {  // offscreen windows are not always active, and only active ones have shortcuts
    attach->click();
    settle();
  }
  ASSERT_FALSE(id.isEmpty());
  EXPECT_EQ(kept(id).state, "merged");
  EXPECT_FALSE(box->isVisible());
  m_window->session().undo();
  settle();
}

TEST_F(IncidentFormTest, WhatWasTakenBackIsNoLongerCalledSaved) {
  ASSERT_FALSE(newReport().isEmpty());
  const auto* status = the<QLabel>("incidentStatus");
  ASSERT_TRUE(status->text().startsWith(QLatin1String("Saved")));
  m_window->session().undo();
  settle();
  EXPECT_TRUE(status->text().isEmpty()) << status->text().toStdString();
}

TEST_F(IncidentFormTest, WhatWasTypedIsNotLostToAClickElsewhere) {
  const QString id = newReport();
  beginReport();
  the<QPlainTextEdit>("incidentDescription")->setPlainText(QStringLiteral("half a report"));
  m_form->openCase(id);
  settle();
  EXPECT_TRUE(m_form->isNew());
  EXPECT_EQ(the<QPlainTextEdit>("incidentDescription")->toPlainText(), QStringLiteral("half a report"));
  EXPECT_FALSE(the<QLabel>("incidentStatus")->text().isEmpty());

  m_form->clear();
  m_form->openCase(id);
  settle();
  ASSERT_EQ(m_form->caseId(), id);
  EXPECT_FALSE(the<QPushButton>("incidentSave")->isEnabled()) << "nothing is corrected yet";
  the<QPlainTextEdit>("incidentDescription")->setPlainText(QStringLiteral("corrected"));
  EXPECT_TRUE(the<QPushButton>("incidentSave")->isEnabled());
  EXPECT_FALSE(the<QPushButton>("caseTake")->isEnabled()) << "first the correction, then the step";
  m_form->placeAt(m_window->canvas().visibleExtent().centre());
  settle();
  EXPECT_EQ(m_form->caseId(), id);
  the<QPushButton>("incidentSave")->click();
  settle();
  EXPECT_EQ(kept(id).description, "corrected");
}

}  // namespace
}  // namespace gis::ui
