#pragma once
#include <memory>
#include <span>
#include <vector>

#include "print/bitmap.h"
#include "print/fonts.h"
#include "receipts/receipt.h"

namespace holdfast::print {
/// Rows of a receipt set on paper: every part has its place, in dots from the top left. Eight dots are a millimetre.
struct Sheet {
  struct Box {  ///< all ink
    int x, y, width, height;
  };
  struct Picture {
    int x, y;
    Bitmap dots;
  };
  struct Text {  ///< one line of one cell
    std::shared_ptr<PangoLayout> layout;
    PangoLayoutLine* line;  ///< of `layout`
    int x, baseline, width;
    bool white;  ///< on a box
  };
  int width = 0;
  int height = 0;
  std::vector<Box> boxes;
  std::vector<Picture> pictures;
  std::vector<Text> texts;
  std::vector<int> row_ends;  ///< y below each row
};

struct Margins {
  int side = 6, top = 10, bottom = 24;
};
/// `dots` across the paper, margins included. A logo row shows `logo`, or nothing when that is null or too wide.
Sheet set_rows(const Fonts& fonts, Fonts::For use, std::span<const receipts::Row> rows, receipts::Language language,
               int dots, const Bitmap* logo, const Margins& margins = {});

/// Black on what is there already, with the context's own scale. Only what lies between the two heights.
void paint(cairo_t* pen, const Sheet& sheet, int from, int to);
/// As the printer gets it.
Bitmap dots_of(const Sheet& sheet);
}  // namespace holdfast::print
