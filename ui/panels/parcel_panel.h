// The parcel card.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/jobs/city_session.h"
#include "ui/panels/parcel_look.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

/// Right panel: one parcel by click or by code, with its buildings and cases. GUI thread.
class ParcelPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ParcelPanel(CitySession& session, QWidget* parent = nullptr);

  /// The parcel at a place of the city's CRS.
  void showAt(geom::MapPoint at);
  /// The parcel with this code; of one that ended, what came of it.
  void showCode(const QString& code);
  void focusCode();
  /// Of the parcel that is shown, in the layer of role parcel.
  [[nodiscard]] std::optional<std::int64_t> fid() const {
    return m_look.card ? std::optional(m_look.card->fid) : std::nullopt;
  }
  void clear();

 Q_SIGNALS:
  /// A card is shown: its parcel shall be seen on the map.
  void parcelShown(const QString& layer, std::int64_t fid, bool zoom);
  void featureWanted(const QString& layer, std::int64_t fid);
  void caseWanted(const QString& id);
  /// Its values shall be corrected in a form.
  void editWanted(const QString& layer, std::int64_t fid);
  /// It shall be split, cut out, merged …
  void changeWanted(const QString& layer, std::int64_t fid);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void take(ParcelLook look);
  void fill();
  void addCameOfIt();
  void addFacts(const city::ParcelCard& card);
  void addBuildings(const city::ParcelCard& card);
  void addCases(const city::ParcelCard& card);
  void addHistory(const city::ParcelLineage& lineage);
  /// Null when there is nothing to say.
  QTreeWidgetItem* addRow(QTreeWidgetItem* parent, const QString& title, const QString& value);
  QTreeWidgetItem* addSection(const QString& title);
  void follow(const QString& layer, const std::vector<std::int64_t>& fids);
  void updateButtons();
  void activated(const QTreeWidgetItem* item);
  void say(const QString& text);

  CitySession& m_session;
  QLineEdit* m_code;
  QLabel* m_note;
  QTreeWidget* m_tree;
  QPushButton *m_edit, *m_change;
  ParcelLook m_look;
  quint64 m_number = 0;
};

/// "1,234.56 m² (1.85 亩)" in the language of the program.
[[nodiscard]] QString parcelAreaText(double squareMetres);

}  // namespace gis::ui
