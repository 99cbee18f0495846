#include "ui/dialogs/export_columns.h"

#include <QHeaderView>
#include <map>

#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/field_titles_of.h"

namespace gis::ui {

ExportColumns::ExportColumns(CitySession& session, QWidget* parent) : QTreeWidget(parent), m_session(session) {
  nameField(this, "exportFieldList", tr("Columns"));
  setHeaderLabels({tr("Column"), tr("Name in the file")});
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                  QAbstractItemView::SelectedClicked);
  header()->setSectionResizeMode(0, QHeaderView::Stretch);
  setToolTip(tr("Untick what is not handed over; double-click a name to give another"));
  connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
    if (column == 1 && item->text(1).trimmed().isEmpty()) {
      const QSignalBlocker quiet(this);
      item->setText(1, item->data(0, Qt::UserRole).toString());
    }
    Q_EMIT changed();
  });
}

void ExportColumns::showLayers(const QStringList& layers) {
  struct Rule {
    Qt::CheckState kept = Qt::Checked;
    QString name;
  };
  std::map<QString, Rule> known;
  for (int i = 0; i < topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = topLevelItem(i);
    known[item->data(0, Qt::UserRole).toString()] = {item->checkState(0), item->text(1)};
  }
  const QSignalBlocker quiet(this);
  clear();
  QSet<QString> shown;
  for (const QString& name : layers) {
    const store::LayerInfo* layer = m_session.layer(name);
    if (layer == nullptr) continue;
    for (const store::Field& field : layer->fields) {
      const QString column = fromUtf8(field.name);
      if (shown.contains(column)) continue;
      shown.insert(column);
      const auto before = known.find(column);
      const Rule rule = before != known.end() ? before->second : Rule{Qt::Checked, column};
      auto* item = new QTreeWidgetItem(this, {column, rule.name});
      item->setFlags(item->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
      item->setCheckState(0, rule.kept);
      item->setData(0, Qt::UserRole, column);
      item->setToolTip(0, column);
    }
  }
  nameInWords(layers);
}

void ExportColumns::nameInWords(const QStringList& layers) {
  readFieldTitles(m_session, this, [this, layers](const FieldTitlesOf& titles) {
    const QSignalBlocker quiet(this);
    for (int i = 0; i < topLevelItemCount(); ++i) {
      QTreeWidgetItem* item = topLevelItem(i);
      const QString column = item->data(0, Qt::UserRole).toString();
      for (const QString& layer : layers) {
        const QString title = titles.title(layer, column);
        item->setText(0, title);
        if (title != column) break;
      }
    }
  });
}

void ExportColumns::setRules(const std::vector<std::string>& leftOut,
                             const std::vector<std::pair<std::string, std::string>>& renames) {
  {
    const QSignalBlocker quiet(this);
    for (int i = 0; i < topLevelItemCount(); ++i) {
      QTreeWidgetItem* item = topLevelItem(i);
      const std::string column = toUtf8(item->data(0, Qt::UserRole).toString());
      item->setCheckState(
          0, std::find(leftOut.begin(), leftOut.end(), column) == leftOut.end() ? Qt::Checked : Qt::Unchecked);
      item->setText(1, fromUtf8(column));
      for (const auto& [from, to] : renames)
        if (from == column) item->setText(1, fromUtf8(to));
    }
  }
  Q_EMIT changed();
}

std::vector<std::string> ExportColumns::leftOut() const {
  std::vector<std::string> all;
  for (int i = 0; i < topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = topLevelItem(i);
    if (item->checkState(0) != Qt::Checked) all.push_back(toUtf8(item->data(0, Qt::UserRole).toString()));
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> ExportColumns::renames() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (int i = 0; i < topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = topLevelItem(i);
    const QString column = item->data(0, Qt::UserRole).toString(), name = item->text(1).trimmed();
    if (item->checkState(0) == Qt::Checked && name != column) all.emplace_back(toUtf8(column), toUtf8(name));
  }
  return all;
}

void ExportColumns::leaveOut(const QString& column) {
  for (int i = 0; i < topLevelItemCount(); ++i) {
    if (topLevelItem(i)->data(0, Qt::UserRole).toString() == column) topLevelItem(i)->setCheckState(0, Qt::Unchecked);
  }
}

}  // namespace gis::ui
