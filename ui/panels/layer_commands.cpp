// Commands of the menu Layer, and deleting features.
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include "ui/dialogs/filter_dialog.h"
#include "ui/dialogs/layer_properties_dialog.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

/// Asks for one line of text without stopping the event loop.
void askText(MainWindow& window, const char* name, const QString& title, const QString& label, const QString& text,
             const QStringList& choices, std::function<void(const QString&)> done) {
  auto* dialog = new QInputDialog(&window);
  dialog->setObjectName(QLatin1String(name));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  dialog->setLabelText(label);
  if (!choices.isEmpty()) {
    dialog->setComboBoxEditable(true);
    dialog->setComboBoxItems(choices);
  }
  dialog->setTextValue(text);
  dialog->setMinimumWidth(360);
  QObject::connect(dialog, &QInputDialog::textValueSelected, &window,
                   [done = std::move(done)](const QString& value) { done(value.trimmed()); });
  dialog->open();
}

/// Asks whether to do what cannot be taken back lightly.
void askSure(MainWindow& window, const QString& title, const QString& question, const QString& verb,
             std::function<void()> done) {
  auto* box = new QMessageBox(QMessageBox::Question, title, question, QMessageBox::NoButton, &window);
  box->setObjectName(QStringLiteral("sureBox"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* yes = box->addButton(verb, QMessageBox::AcceptRole);
  yes->setObjectName(QStringLiteral("buttonYes"));
  QPushButton* no = box->addButton(QMessageBox::Cancel);
  no->setObjectName(QStringLiteral("buttonCancel"));
  box->setDefaultButton(no);
  QObject::connect(yes, &QPushButton::clicked, &window, [done = std::move(done)] { done(); });
  box->open();
}

QString titleOf(MainWindow& window, const QString& layer) {
  const store::LayerInfo* info = window.session().layer(layer);
  return info != nullptr ? CitySession::layerTitle(*info) : layer;
}

void rename(MainWindow& window) {
  const QString layer = window.currentLayer();
  askText(window, "renameDialog", MainWindow::tr("Rename the layer"), MainWindow::tr("New name of the table"), layer,
          {}, [&window, layer](const QString& name) {
            if (name.isEmpty() || name == layer) return;
            window.session().write(
                MainWindow::tr("Rename the layer"),
                [from = toUtf8(layer), to = toUtf8(name)](const store::CityDatabase& city, Progress&) {
                  store::checkLayerName(to);
                  store::renameLayer(city.connection(), from, to);
                },
                &window, [] {});
          });
}

void duplicate(MainWindow& window) {
  const QString layer = window.currentLayer();
  JobOptions options;
  options.shown = true;
  window.session().write(
      MainWindow::tr("Duplicate the layer"),
      [from = toUtf8(layer)](const store::CityDatabase& city, Progress&) {
        std::string name = store::freeLayerName(city.connection(), from);
        store::duplicateLayer(city.connection(), from, name);
        return name;
      },
      &window,
      [&window](const std::string& name) {
        window.say(MessageKind::success, MainWindow::tr("The copy is the layer %1.").arg(fromUtf8(name)));
      },
      options);
}

void group(MainWindow& window) {
  const QString layer = window.currentLayer();
  const store::LayerInfo* info = window.session().layer(layer);
  if (info == nullptr) return;
  askText(window, "groupDialog", MainWindow::tr("Group"), MainWindow::tr("Name of the group (empty: none)"),
          fromUtf8(info->group), window.layerTree().groupNames() + QStringList(QString()),
          [&window, layer](const QString& name) { window.layerTree().setGroup({layer}, name); });
}

void remove(MainWindow& window) {
  const QString layer = window.currentLayer();
  askSure(window, MainWindow::tr("Remove the layer"),
          MainWindow::tr("Delete the layer “%1” with all its features from the city? This cannot be undone.")
              .arg(titleOf(window, layer)),
          MainWindow::tr("Remove"), [&window, layer] {
            window.selection().clear(layer);
            JobOptions options;
            options.shown = true;
            window.session().write(
                MainWindow::tr("Remove the layer"),
                [name = toUtf8(layer)](const store::CityDatabase& city, Progress&) {
                  store::removeLayer(city.connection(), name);
                },
                &window, [] {}, options);
          });
}

void filter(MainWindow& window) {
  const QString layer = window.currentLayer();
  const store::LayerInfo* info = window.session().layer(layer);
  if (info == nullptr) return;
  auto* dialog = new FilterDialog(window.session(), layer, fromUtf8(info->filter), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::accepted, &window, [&window, dialog, layer] {
    window.session().write(
        MainWindow::tr("Filter the layer"),
        [name = toUtf8(layer), where = toUtf8(dialog->condition())](const store::CityDatabase& city, Progress&) {
          store::setLayerFilter(city.connection(), name, where);
        },
        &window, [] {});
  });
  dialog->open();
}

void deleteSelected(MainWindow& window) {
  const QString layer = !window.currentLayer().isEmpty() && window.selection().count(window.currentLayer()) != 0
                            ? window.currentLayer()
                            : window.selection().layers().value(0);
  if (layer.isEmpty()) return;
  if (layer.startsWith(QLatin1String("city_"))) {
    window.say(MessageKind::warning, MainWindow::tr("Cases are not deleted here: they are cancelled by a step of "
                                                    "their life cycle."));
    return;
  }
  const FidList fids = window.selection().fids(layer);
  askSure(window, MainWindow::tr("Delete features"),
          MainWindow::tr("Delete %Ln feature(s) of “%1”? Undo brings them back.", nullptr, int(fids->size()))
              .arg(titleOf(window, layer)),
          MainWindow::tr("Delete"), [&window, layer, fids] {
            store::EditCommand command;
            command.reason = GIS_TR("delete features");
            for (const std::int64_t fid : *fids) {
              store::RowEdit row;
              row.kind = store::RowEdit::Kind::remove;
              row.table = toUtf8(layer);
              row.fid = fid;
              command.rows.push_back(std::move(row));
            }
            JobOptions options;
            options.shown = fids->size() > 1000;
            window.session().applyEdit(
                MainWindow::tr("Delete features"), std::move(command), &window,
                [&window, layer](const store::EditResult&) { window.selection().clear(layer); }, options);
          });
}

QStringList allLayers(MainWindow& window) {
  QStringList names;
  for (const store::LayerInfo& layer : *window.session().layers()) names << fromUtf8(layer.name);
  return names;
}

}  // namespace

void addLayerCommands(MainWindow& window) {
  const auto handle = [&](const char* id, void (*handler)(MainWindow&)) {
    window.commands().handle(QLatin1String(id), &window, [&window, handler] { handler(window); });
  };
  handle("actionLayerRename", rename);
  handle("actionLayerDuplicate", duplicate);
  handle("actionLayerGroup", group);
  handle("actionLayerRemove", remove);
  handle("actionLayerFilter", filter);
  handle("actionDeleteSelected", deleteSelected);
  handle("actionLayerProperties", [](MainWindow& w) {
    auto* dialog = new LayerPropertiesDialog(w.session(), w.currentLayer(), &w);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  handle("actionLayersShowAll", [](MainWindow& w) { w.document().setVisible(allLayers(w), true); });
  handle("actionLayersHideAll", [](MainWindow& w) { w.document().setVisible(allLayers(w), false); });
  QObject::connect(&window.layerTree(), &LayerTreeModel::titleEdited, &window,
                   [&window](const QString& layer, const QString& title) {
                     const store::LayerInfo* info = window.session().layer(layer);
                     if (info == nullptr) return;
                     const bool chinese = CitySession::layerTitle(*info) == fromUtf8(info->titleZh);
                     const std::string zh = chinese ? toUtf8(title) : info->titleZh;
                     const std::string en = chinese ? info->titleEn : toUtf8(title);
                     window.session().write(
                         MainWindow::tr("Rename the layer"),
                         [name = toUtf8(layer), zh, en](const store::CityDatabase& city, Progress&) {
                           store::setLayerTitle(city.connection(), name, zh, en);
                         },
                         &window, [] {});
                   });
}

}  // namespace gis::ui
