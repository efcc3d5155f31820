// Checks an exported journal with nothing but the file: it knows no store, no database and no network.
#include <zstd.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "base/ends.h"
#include "base/json_writer.h"
#include "fiscal/journal_file.h"

namespace {
using holdfast::fiscal::FileCheck;
using holdfast::fiscal::Verdict;

constexpr std::size_t longest_line = std::size_t{64} << 20;
constexpr const char* usage =
    "usage: holdfast-verify FILE [--key FINGERPRINT] [--json]\n"
    "  FILE   what `holdfast journal export` wrote, packed by zstd or not\n"
    "  --key  a key that must be among those that signed: its fingerprint, as on a printed seal, or its 64 digits\n"
    "exit code: 0 everything holds, 1 something does not, 2 the file cannot be read\n";

struct Unreadable {
  std::string why;
};

/// Cuts what comes into lines.
class Lines {
 public:
  explicit Lines(FileCheck& check) : check_{check} {}
  void add(std::string_view text) {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      rest_.append(text.substr(0, end));
      check_.line(rest_);
      rest_.clear();
      text.remove_prefix(end + 1);
    }
    rest_.append(text);
    if (rest_.size() > longest_line) throw Unreadable{"a line is longer than 64 MiB"};
  }
  void finish() {
    if (!rest_.empty()) check_.line(rest_);
  }

 private:
  FileCheck& check_;
  std::string rest_;
};

void read(const std::string& name, Lines& lines) {
  std::ifstream file{name, std::ios::binary};
  if (!file) throw Unreadable{"cannot open it"};
  std::string in(ZSTD_DStreamInSize(), '\0'), out(ZSTD_DStreamOutSize(), '\0');
  const std::unique_ptr<ZSTD_DCtx, holdfast::Ends<ZSTD_freeDCtx>> unpacker{ZSTD_createDCtx()};
  bool first = true, packed = false;
  std::size_t left = 0;
  while (file.read(in.data(), static_cast<std::streamsize>(in.size())), file.gcount() > 0) {
    const std::string_view part{in.data(), static_cast<std::size_t>(file.gcount())};
    if (first) packed = part.starts_with("\x28\xB5\x2F\xFD");
    first = false;
    if (!packed) {
      lines.add(part);
      continue;
    }
    for (ZSTD_inBuffer from{part.data(), part.size(), 0}; from.pos < from.size;) {
      ZSTD_outBuffer to{out.data(), out.size(), 0};
      left = ZSTD_decompressStream(unpacker.get(), &to, &from);
      if (ZSTD_isError(left) != 0) throw Unreadable{ZSTD_getErrorName(left)};
      lines.add({out.data(), to.pos});
    }
  }
  if (left != 0) throw Unreadable{"it ends in the middle"};
  lines.finish();
}

std::string json_of(const Verdict& verdict) {
  std::string out;
  holdfast::JsonWriter json{out};
  json.begin_object()
      .member("sound", verdict.findings.empty())
      .member("site", verdict.site)
      .member("firstKey", verdict.first_key);
  json.member("records", verdict.records).member("seals", verdict.seals).member("unsealed", verdict.unsealed);
  json.member("orders", verdict.orders).member("total", verdict.total).member("currency", verdict.currency);
  json.key("findings").begin_array();
  for (const holdfast::fiscal::Finding& finding : verdict.findings)
    json.begin_object()
        .member("line", finding.line)
        .member("code", finding.code)
        .member("what", finding.what)
        .end_object();
  json.end_array().key("notes").begin_array();
  for (const std::string& note : verdict.notes) json.value(note);
  json.end_array().end_object();
  return out + "\n";
}

std::string text_of(const Verdict& verdict, bool key_was_named) {
  std::string out;
  for (const holdfast::fiscal::Finding& finding : verdict.findings)
    out += (finding.line != 0 ? "line " + std::to_string(finding.line) + ": " : "") + finding.what + " [" +
           finding.code + "]\n";
  for (const std::string& note : verdict.notes) out += "note: " + note + "\n";
  out += "store " + verdict.site + ": " + std::to_string(verdict.records) + " records, " +
         std::to_string(verdict.orders) + " orders with their lines, " + std::to_string(verdict.seals) +
         " seals, total " + std::to_string(verdict.total) + " in the minor unit of " + verdict.currency + "\n";
  if (!key_was_named)
    out += "everything rests on key " + verdict.first_key +
           ": compare it with a printed seal or the hub, or name it with --key\n";
  return out + (verdict.findings.empty() ? "sound\n" : std::to_string(verdict.findings.size()) + " findings\n");
}
}  // namespace

int main(int argc, char** argv) {
  std::string file, key;
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word{argv[i]};
    if (word == "--json")
      json = true;
    else if (word == "--key" && i + 1 < argc)
      key = argv[++i];
    else if (word == "--help")
      return std::fputs(usage, stdout), 0;
    else if (file.empty() && !word.starts_with("--"))
      file = word;
    else
      return std::fputs(usage, stderr), 2;
  }
  if (file.empty()) return std::fputs(usage, stderr), 2;
  FileCheck check{key};
  try {
    Lines lines{check};
    read(file, lines);
  } catch (const Unreadable& unreadable) {
    return std::fprintf(stderr, "holdfast-verify: %s: %s\n", file.c_str(), unreadable.why.c_str()), 2;
  }
  const Verdict verdict = check.finish();
  std::fputs((json ? json_of(verdict) : text_of(verdict, !key.empty())).c_str(), stdout);
  return verdict.findings.empty() ? 0 : 1;
}
