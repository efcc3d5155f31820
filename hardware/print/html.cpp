#include "print/html.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/markup.h"
#include "print/symbols.h"
#include "receipts/layout.h"

namespace holdfast::print {
namespace {
using receipts::Row;

constexpr std::string_view style =
    "body{margin:0;background:#eceff1;color:#111;font:15px/1.4 'Noto Sans','Noto Sans Arabic',system-ui,sans-serif}"
    "main{box-sizing:border-box;max-width:24rem;margin:1.5rem auto;padding:1.5rem 1.25rem;background:#fff;box-shadow:0 "
    "1px 4px #0003}"
    "p,h1,h2,table,hr,figure{margin:0 0 "
    ".1rem}h1,h2,.c{text-align:center}h1{font-size:1.45rem;line-height:1.2;margin-bottom:.3rem}"
    "h2{font-size:1.2rem;margin:.4rem 0;padding:.1rem .4rem;background:#111;color:#fff}"
    "hr{border:0;border-top:2px solid #111;margin:.5rem 0}table{width:100%;border-collapse:collapse}"
    "td,th{padding:.05rem 0;text-align:start;vertical-align:bottom;font-weight:inherit;overflow-wrap:anywhere}"
    "td+td,th+th{text-align:end;padding-inline-start:.75rem;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "td.m{width:1em;padding-inline-start:.35rem}.b,thead{font-weight:700}.l{font-size:1.35rem}.i{padding-inline-start:"
    "1.5rem}.e{text-align:end}"
    ".x{font-size:.9rem}figure{padding:.6rem 0;text-align:center}figure svg,figure img{max-width:100%;height:auto}"
    "@media print{body{background:none}main{margin:0;padding:0;box-shadow:none;max-width:none}}";

std::string escaped(std::string_view text) {
  std::string out = escape_markup(receipts::visible(text));
  for (std::size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at)) out.replace(at, 1, "<br>");
  return out;
}
/// Isolated, read in the direction of its first letter.
std::string cell(std::string_view text) {
  const bool turned = receipts::has_right_to_left(text);
  return (turned ? "<bdi dir=\"auto\">" : "<bdi dir=\"ltr\">") + escaped(text) + "</bdi>";
}

class Page {
 public:
  Page(const receipts::Receipt& receipt, std::string_view logo_png) : receipt_{receipt}, logo_png_{logo_png} {}

  std::string text() {
    const auto language = receipt_.locale.language;
    out_ = "<!DOCTYPE html>\n<html lang=\"" + std::string{tag_of(language)} + "\" dir=\"" +
           (right_to_left(language) ? "rtl" : "ltr") +
           "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
           escaped(receipt_.number) + "</title>\n<style>" + std::string{style} + "</style>\n</head>\n<body>\n<main>\n";
    for (const Row& row : receipt_.rows) add(row);
    in(Inside::page);
    return std::move(out_ += "</main>\n</body>\n</html>\n");
  }

 private:
  enum class Inside { page, lines, taxes };
  /// Neighbouring rows of one sort share a table.
  void in(Inside inside) {
    if (inside == inside_) return;
    if (inside_ != Inside::page) out_ += "</tbody></table>\n";
    if (inside == Inside::lines) out_ += "<table><tbody>\n";
    inside_ = inside;
  }
  static std::string classes(const Row& row) {
    std::string out;
    const auto add_class = [&](bool wanted, const char* name) {
      if (wanted) out.append(out.empty() ? "" : " ").append(name);
    };
    add_class(row.bold, "b");
    add_class(row.large, "l");
    add_class(row.indent > 0, "i");
    add_class(row.align == Row::Align::center, "c");
    add_class(row.align == Row::Align::end, "e");
    return out.empty() ? out : " class=\"" + out + '"';
  }

  void add(const Row& row) {
    switch (row.kind) {
      case Row::Kind::text:
        return text_row(row);
      case Row::Kind::columns:
        in(Inside::lines);
        out_ += "<tr><td" + classes(row) + '>' + cell(row.left) + "</td><td" + classes_of_right(row) + '>' +
                cell(row.right) + "</td>";
        if (!row.mark.empty()) out_ += "<td class=\"m\">" + escaped(row.mark == " " ? "" : row.mark) + "</td>";
        out_ += "</tr>\n";
        return;
      case Row::Kind::table:
        return table_row(row);
      case Row::Kind::rule:
        in(Inside::page);
        out_ += "<hr>\n";
        return;
      case Row::Kind::barcode:
        return figure(row, code128(row.left), code128_quiet_zone, 0);
      case Row::Kind::qr:
        return figure(row, qr_code(row.left), qr_quiet_zone, qr_quiet_zone);
      case Row::Kind::logo:
        in(Inside::page);
        if (!logo_png_.empty())
          out_ += "<figure><img alt=\"\" src=\"data:image/png;base64," + to_base64(logo_png_) + "\"></figure>\n";
        return;
      case Row::Kind::feed:
        in(Inside::page);
        return;
    }
  }
  static std::string classes_of_right(const Row& row) {
    Row plain = row;
    plain.indent = 0;
    return classes(plain);
  }
  void text_row(const Row& row) {
    const bool among_lines = row.align == Row::Align::start && !row.large && !row.inverse && inside_ != Inside::taxes;
    if (among_lines) {
      in(Inside::lines);
      out_ += "<tr><td colspan=\"3\"" + classes(row) + '>' + cell(row.left) + "</td></tr>\n";
      return;
    }
    in(Inside::page);
    const char* tag = row.inverse ? "h2" : row.large ? "h1" : "p";
    out_.append("<")
        .append(tag)
        .append(row.large ? "" : classes(row))
        .append(">")
        .append(cell(row.left))
        .append("</")
        .append(tag)
        .append(">\n");
  }
  void table_row(const Row& row) {
    const bool first = inside_ != Inside::taxes;
    in(Inside::taxes);
    if (first) out_ += row.bold ? "<table class=\"x\"><thead>" : "<table class=\"x\"><tbody>";
    out_ += "<tr>";
    for (const std::string& each : row.cells)
      out_ += (row.bold ? "<th scope=\"col\">" : "<td>") + cell(each) + (row.bold ? "</th>" : "</td>");
    out_ += first && row.bold ? "</tr></thead><tbody>\n" : "</tr>\n";
  }
  void figure(const Row& row, const std::optional<Modules>& symbol, int quiet, int quiet_above) {
    in(Inside::page);
    if (!symbol) {
      out_ += "<p class=\"c\">" + cell(row.left) + "</p>\n";
      return;
    }
    const bool bars = symbol->height == 1;
    const int high = bars ? 28 : symbol->height;  // bars are as high as one likes
    const int dot = bars ? 2 : 5;
    const int width = symbol->width + 2 * quiet, height = high + 2 * quiet_above;
    std::string path;
    for (int y = 0; y < symbol->height; ++y)
      for (int x = 0; x < symbol->width; ++x)
        if (symbol->at(x, y))
          path += 'M' + std::to_string(x + quiet) + ' ' + std::to_string(y + quiet_above) +
                  (bars ? "h1v28h-1z" : "h1v1h-1z");
    out_ += "<figure><svg role=\"img\" aria-label=\"" + escaped(row.left) + "\" width=\"" +
            std::to_string(width * dot) + "\" height=\"" + std::to_string(height * dot) + "\" viewBox=\"0 0 " +
            std::to_string(width) + ' ' + std::to_string(height) + "\" shape-rendering=\"crispEdges\"><path d=\"" +
            path + "\"/></svg>";
    if (bars) out_ += "<figcaption dir=\"ltr\">" + escaped(row.left) + "</figcaption>";
    out_ += "</figure>\n";
  }

  const receipts::Receipt& receipt_;
  std::string_view logo_png_;
  Inside inside_ = Inside::page;
  std::string out_;
};
}  // namespace

std::string to_html(const receipts::Receipt& receipt, std::string_view logo_png) {
  return Page{receipt, logo_png}.text();
}

const std::string& html_policy() {
  static const std::string policy = "default-src 'none'; img-src data:; style-src 'sha256-" +
                                    to_base64(bytes_of(sha256(style))) +
                                    "'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
  return policy;
}
}  // namespace holdfast::print
