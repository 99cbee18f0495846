// The receipt of an export on paper: 数据移交单.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QRectF>
#include <QString>
#include <functional>
#include <vector>

#include "gis_core/io/receipt.h"

class QPainter;

namespace gis::ui {

/// A receipt laid out on A4 pages, upright: who gives what to whom, layer by layer with coordinate system, encoding,
/// losses and proof, the files with their SHA-256, and lines and boxes for signatures and seals. Long texts wrap and
/// flow on; nothing is cut. Thread rule: any thread; needs Qt Gui.
class ReceiptPages {
 public:
  /// `say` puts the messages of the core into the page's language.
  ReceiptPages(const io::Receipt& receipt, bool chinese, const io::Say& say);
  [[nodiscard]] int count() const { return int(m_pages.size()); }
  void paint(QPainter& painter, double unitsPerMm, int page) const;
  [[nodiscard]] QByteArray pdf() const;
  [[nodiscard]] QImage image(int page, double dpi) const;

  struct Item {
    enum class Kind { text, frame, line } kind = Kind::text;
    QRectF mm;
    QString text;
    double size = 3;  ///< height of the text or width of the line, mm
    int alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool bold = false;
  };
  using Page = std::vector<Item>;
  /// What stands where, for tests.
  [[nodiscard]] const std::vector<Page>& items() const { return m_pages; }

 private:
  QString m_number;
  std::vector<Page> m_pages;
};

/// The receipt as its file name asks: .json or .pdf; all or nothing. Errors: diskFull, readOnly.
void writeReceipt(const io::Receipt& receipt, const std::filesystem::path& file, bool chinese, const io::Say& say);

}  // namespace gis::ui
