#pragma once
#include "rollout/manifest.h"
#include "rollout/metadata.h"

/// In which shapes a bundle can be fetched, as its target's signed `custom` says: `BundleForm` in schema/sync.yaml.
namespace holdfast::rollout {
struct Form {
  enum class Kind { whole, packed, delta } kind = Kind::whole;
  std::string from;    ///< of a delta: SHA-256, hex, of the bundle that is its prefix
  std::string sha256;  ///< hex, of the form itself
  std::uint64_t length = 0, piece_bytes = 0;
  std::vector<std::string> pieces;  ///< SHA-256, hex, one after another; the last piece may be shorter
  friend bool operator==(const Form&, const Form&) = default;
};
constexpr std::uint64_t usual_piece = 1U << 20;

/// The form of these bytes.
Form form_of(Form::Kind kind, std::string_view bytes, std::string from = {}, std::uint64_t piece_bytes = usual_piece);

struct Offer {
  Manifest manifest;        ///< without its files: what is judged before anything is fetched
  std::vector<Form> forms;  ///< at least one: a target that names none is fetched whole
};
/// `custom` of a target. Refuses what is not as described.
std::string offer_text(const Manifest& manifest, const std::vector<Form>& forms);
Result<Offer> read_offer(const Target& target);
/// The SHA-256 that the metadata give a target; empty when they give none.
std::string digest_of(const Target& target);

/// The smallest form that a site can use which has these bundles (hex digests).
const Form& smallest(const std::vector<Form>& forms, const std::vector<std::string>& have);

/// One zstd frame of the bytes, or out of it. `prefix`: another text of which both sides have all; it is looked into
/// like what came before. What comes out is exactly `length` bytes, or distrusted.
std::string squeeze(std::string_view bytes, std::string_view prefix, int level = 19);
Trust<std::string> expand(std::string_view frame, std::string_view prefix, std::uint64_t length);
}  // namespace holdfast::rollout
