// The form in which an incident is logged, opened again and corrected.
#pragma once

#include <QWidget>
#include <optional>

#include "gis_core/city/incident.h"
#include "ui/jobs/city_session.h"
#include "ui/models/operators.h"

class QComboBox;
class QCompleter;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace gis::ui {

class CaseHistory;
class CaseSteps;
class CategoryModel;
class DuplicateBox;
class PhotoList;

/// Right panel. Empty, a new report, or a case that is kept. GUI thread; all work goes to the session.
class IncidentForm : public QWidget {
  Q_OBJECT
 public:
  explicit IncidentForm(CitySession& session, QWidget* parent = nullptr);

  /// A new report at this place (CRS of the city), or, while one is being written or a case is being moved,
  /// its new place. What was typed stays.
  void placeAt(geom::MapPoint at);
  /// Opens a kept case.
  void openCase(const QString& id);
  void clear();
  [[nodiscard]] bool isNew() const { return m_at.has_value() && !m_case; }
  [[nodiscard]] std::optional<geom::MapPoint> place() const { return m_at; }
  /// The role of who works here.
  void setMyRole(const QString& role);
  /// The list of who works here.
  void setPeople(std::vector<DeskOperator> people);
  /// UUID of the open case, or empty.
  [[nodiscard]] QString caseId() const;
  [[nodiscard]] bool isMoving() const { return m_moving; }
  /// Something was typed, chosen or added that no save has taken yet.
  [[nodiscard]] bool holdsUnsaved() const;

 Q_SIGNALS:
  /// Another kept case than before is shown.
  void caseOpened(const QString& id);
  /// The place to be shown over the map changed; nothing: no mark.
  void placeChanged();
  /// The case is durable.
  void saved(const QString& id, const QString& number);
  /// The next click on the map shall be the new place.
  void moveWanted();
  /// A case near by shall be shown on the map and in the list.
  void lookWanted(const QString& id);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  /// What follows from the place, in the order of the form.
  enum PlaceRow {
    gridRow,
    dutyRow,
    communityRow,
    subdistrictRow,
    districtRow,
    parcelRow,
    roadRow,
    componentRow,
    unitRow,
    mapRow,
    degreesRow,
    timeRow,
    placeRows
  };

  void build();
  void buildPhotos(QFormLayout* rows);
  void retranslate();
  void sayPlaceTitles();
  void sayTitle();
  void closeForm();
  void lookPlaceUp();
  void showPlace(const city::Place& place);
  /// Who is responsible, once category and place are known.
  void askUnit();
  struct OpenedCase;
  void showCase(const OpenedCase& opened);
  void fillFields(const city::Incident& incident);
  /// The case was changed elsewhere, or by undo: shows it anew unless corrections would be lost.
  void followCase(const std::vector<std::int64_t>& fids);
  void chooseCategory(int row);
  void save();
  void saveNew(const QString& duplicateOf = {});
  /// Says which photos were taken far away or long ago.
  void checkPhotos();
  /// Looks for what was reported near by, once category and place are known.
  void askDuplicates();
  void saveChanges();
  void finishSave(const city::Incident& incident);
  /// What was done to these rows by an edit, undo or redo: "Saved" is no longer true of them.
  void forgetSaved(const std::vector<std::int64_t>& fids);
  void fail(const QString& sentence);
  void updateState();
  void addPhotosByFile();
  [[nodiscard]] city::IncidentDraft draft() const;
  /// What is corrected in the form and not saved yet, photos and place apart.
  [[nodiscard]] store::ColumnValues corrections() const;
  [[nodiscard]] bool isCorrected() const;

  CitySession& m_session;
  std::optional<geom::MapPoint> m_at;
  std::optional<city::Incident> m_case;
  bool m_moving = false, m_saving = false;
  quint64 m_lookUp = 0, m_photoCheck = 0, m_unitLook = 0;
  std::optional<city::Place> m_place;
  QString m_foundAddress;       ///< of the map, put into the field while nothing was typed there
  std::int64_t m_savedFid = 0;  ///< the case that was saved last, and what was said of it
  QString m_savedText;
  const city::Category* m_category = nullptr;

  QLabel *m_title, *m_status, *m_photoNote, *m_second;
  QLineEdit *m_categoryEdit, *m_reporter, *m_address;
  CategoryModel* m_categories;
  QCompleter* m_completer;
  QPlainTextEdit* m_description;
  QComboBox *m_urgency, *m_source;
  PhotoList* m_photos;
  QPushButton *m_addPhoto, *m_removePhoto, *m_save, *m_cancel, *m_move;
  CaseSteps* m_steps;
  DuplicateBox* m_duplicates;
  CaseHistory* m_history;
  QLabel* m_historyTitle;
  std::vector<std::pair<QLabel*, QLabel*>> m_places;  ///< title and value of what follows from the place
  std::vector<std::pair<QLabel*, const char*>> m_titles;
};

}  // namespace gis::ui
