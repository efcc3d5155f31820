#include <zstd.h>

#include <fstream>
#include <iostream>
#include <memory>

#include "base/ends.h"
#include "base/json_writer.h"
#include "cli/act.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "config/machine.h"
#include "queries/export_journal.h"

namespace holdfast::cli {
namespace {
/// A file that appears whole or not at all.
class PackedFile {
 public:
  explicit PackedFile(const std::filesystem::path& file)
      : file_{file},
        part_{file.string() + ".part"},
        out_{part_, std::ios::binary | std::ios::trunc},
        packer_{ZSTD_createCCtx()} {
    if (!out_) throw Stop{"cannot write " + part_.string(), "choose a folder that can be written to"};
    ZSTD_CCtx_setParameter(packer_.get(), ZSTD_c_checksumFlag, 1);
  }
  ~PackedFile() {
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
  }
  void add(std::string_view text) { pack(text, ZSTD_e_continue); }
  void finish() {
    pack({}, ZSTD_e_end);
    out_.close();
    if (!out_) throw Stop{"writing " + part_.string() + " failed", "is the disk full?"};
    std::filesystem::rename(part_, file_);
  }

 private:
  void pack(std::string_view text, ZSTD_EndDirective how) {
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    for (std::size_t left = 1; in.pos < in.size || (how == ZSTD_e_end && left != 0);) {
      ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
      left = ZSTD_compressStream2(packer_.get(), &out, &in, how);
      if (ZSTD_isError(left) != 0) throw Stop{ZSTD_getErrorName(left), "try again"};
      out_.write(buffer_.data(), static_cast<std::streamsize>(out.pos));
    }
  }
  std::filesystem::path file_, part_;
  std::ofstream out_;
  std::unique_ptr<ZSTD_CCtx, Ends<ZSTD_freeCCtx>> packer_;
  std::string buffer_ = std::string(ZSTD_CStreamOutSize(), '\0');
};
}  // namespace

int export_journal(const std::string& data, const JournalExport& wish, bool json) {
  if (!std::filesystem::exists(database_of(data)))
    throw Stop{data + " holds no store", "give its data folder with --data"};
  db::Connection connection{database_of(data), db::Access::reader};
  const auto site = site::load(connection);
  if (!site) throw Stop{site.error().detail, "run `holdfast init`"};
  const auto signer = daybook::present_signer(connection, read_text(std::filesystem::path{data} / "pepper"));
  if (!signer)
    throw Stop{"nothing of this journal was signed on this appliance yet", "seal the day first: `holdfast day close`"};
  queries::JournalWish range;
  if (!wish.from.empty()) range.from = wish.from;
  if (!wish.to.empty()) range.to = wish.to;
  std::string members;
  JsonWriter{members}
      .member("kind", "journal")
      .member("from", wish.from)
      .member("to", wish.to)
      .member("out", wish.file);
  tell_trail(data, {"books_exported", members});
  PackedFile file{wish.file};
  const auto counts = queries::export_journal(connection, *site, range, *signer, config::wall_clock(),
                                              [&file](std::string_view line) { file.add(line); });
  if (!counts) throw Stop{counts.error().detail, "`holdfast day list` shows what is sealed"};
  file.finish();
  if (json) {
    std::string out;
    JsonWriter{out}
        .begin_object()
        .member("file", wish.file)
        .member("lines", counts->lines)
        .member("records", counts->records)
        .member("seals", counts->seals)
        .end_object();
    std::cout << out << "\n";
  } else {
    std::cout << wish.file << ": " << counts->records << " records, " << counts->seals
              << " seals. Check it with `holdfast-verify " << wish.file << "`\n";
  }
  return 0;
}
}  // namespace holdfast::cli
