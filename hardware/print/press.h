#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "escpos/printer_profile.h"
#include "print/fonts.h"
#include "receipts/receipt.h"

namespace holdfast::print {
/// Paper by the dots that a printer sets across it, eight a millimetre.
enum class Paper : int { narrow = 384, standard = 576, wide = 640 };  ///< 58 mm, 80 mm, 82.5 mm

/// Makes pictures of receipts. The typefaces are read for the first one and kept; any thread may call, one picture is
/// made at a time. `logo_png` is what Site::logo_sha names, empty for none.
class Press {
 public:
  explicit Press(std::filesystem::path fonts = noto_folder);
  ~Press();
  Press(const Press&) = delete;
  Press& operator=(const Press&) = delete;

  /// PNG of one bit a dot, exactly what the printer sets.
  std::string png(const receipts::Receipt& receipt, Paper paper, std::string_view logo_png);
  /// The text in it can be selected and searched. More than 250 rows go on on another page.
  std::string pdf(const receipts::Receipt& receipt, Paper paper, std::string_view logo_png);
  /// What this model of printer gets: see paper_job(). `columns` letters of font A a line.
  std::string paper_job(const receipts::Receipt& receipt, const escpos::PrinterProfile& profile, int columns,
                        std::string_view logo_png);

 private:
  const Fonts& fonts();  ///< with the mutex held
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::unique_ptr<Fonts> fonts_;
};
}  // namespace holdfast::print
