#include "carry/carried.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <catch2/catch.hpp>

namespace holdfast::carry {
namespace {
std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return text;
}
/// Somebody who signs: a P-256 key and a certificate of it.
struct Signer {
  std::string key_pem, certificate_pem;
  Signer() {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_pubkey(certificate, key);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_sign(certificate, key, EVP_sha256());
    BIO* secret = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr);
    BIO* open = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(open, certificate);
    key_pem = text_of(secret);
    certificate_pem = text_of(open);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
};
struct World {
  Signer store, authority;
  KeyPair hub = derive_pair("authority's key"), reply = pair_of(random_key());
  Outgoing outgoing() const {
    Outgoing out;
    out.file = *parse_uuid("01890000-0000-7000-8000-000000000001");
    out.tenant = "t";
    out.site = "s1";
    out.channel = "c";
    out.made = Instant{1'795'000'000'000'000};
    out.epoch = 2;
    out.first_seq = 11;
    out.last_seq = 20;
    out.feed = {17, 3};
    out.reply = reply.open;
    out.certificate = store.certificate_pem;
    out.batches = {"first batch", std::string(100'000, 'x')};
    return out;
  }
};
std::string detail_of(const Error& error) { return error.detail; }
}  // namespace

TEST_CASE("what a store writes is read by its hub and by nobody else", "[carry]") {
  const World world;
  const std::string file = write(world.outgoing(), world.hub.open, world.store.key_pem);
  CHECK(file.find("first batch") == std::string::npos);
  const auto sealed = take_apart(file);
  REQUIRE(sealed);
  CHECK(is_signed_by(*sealed, world.store.certificate_pem));
  CHECK_FALSE(is_signed_by(*sealed, world.authority.certificate_pem));
  const auto read = read_outgoing(*sealed, world.hub);
  REQUIRE(read);
  CHECK(read->batches == world.outgoing().batches);
  CHECK(read->site == "s1");
  CHECK(read->first_seq == 11);
  CHECK(read->last_seq == 20);
  CHECK(read->feed == wire::Cursor{17, 3});
  CHECK(read->reply == world.reply.open);
  const auto other = read_outgoing(*sealed, derive_pair("another hub"));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::conflict);
}

TEST_CASE("no two files are alike, even of the same events", "[carry]") {
  const World world;
  const std::string one = write(world.outgoing(), world.hub.open, world.store.key_pem);
  const std::string two = write(world.outgoing(), world.hub.open, world.store.key_pem);
  CHECK(one != two);
  CHECK(take_apart(one)->body != take_apart(two)->body);
}

TEST_CASE("a carried file that was cut off anywhere is refused, and so is one that grew", "[carry]") {
  const World world;
  Outgoing small = world.outgoing();
  small.batches = {"one"};
  const std::string file = write(small, world.hub.open, world.store.key_pem);
  for (std::size_t size = 0; size < file.size(); ++size) {
    INFO(size);
    CHECK_FALSE(take_apart(std::string_view{file}.substr(0, size)));
  }
  CHECK_FALSE(take_apart(file + "x"));
}

TEST_CASE("a byte that changed on the way is noticed wherever it is", "[carry]") {
  const World world;
  Outgoing small = world.outgoing();
  small.batches = {"one"};
  const std::string file = write(small, world.hub.open, world.store.key_pem);
  for (std::size_t at = 0; at < file.size(); ++at) {
    std::string changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 0x40);
    const auto sealed = take_apart(changed);
    INFO(at);
    // The signature covers all; an ECDSA signature itself has one more form of the same at most, never by one bit.
    CHECK_FALSE((sealed && is_signed_by(*sealed, world.store.certificate_pem)));
  }
}

TEST_CASE("a header that somebody else signed anew does not open what was sealed under another", "[carry]") {
  const World world;
  const std::string file = write(world.outgoing(), world.hub.open, world.store.key_pem);
  const auto sealed = take_apart(file);
  Sealed forged = *sealed;
  const std::string header = std::string{sealed->header} + " ";
  forged.header = header;
  const auto opened = open(forged, world.hub);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::conflict);
}

TEST_CASE("an answer is for the one store, of its own hub alone", "[carry]") {
  const World world;
  Incoming answer;
  answer.file = world.outgoing().file;
  answer.tenant = "t";
  answer.site = "s1";
  answer.ack.epoch = 2;
  answer.ack.ack = {20, sha256("20")};
  answer.ack.applied_seq = 19;
  answer.pages = {R"({"from":"17.3","to":"18","checkpoint":true,"changes":[]})"};
  const std::string file = write(answer, world.reply.open, world.authority.key_pem);
  const auto read = read_incoming(file, world.reply, world.authority.certificate_pem, "s1");
  REQUIRE(read);
  CHECK(read->ack.ack == answer.ack.ack);
  CHECK(read->ack.applied_seq == 19);
  CHECK(read->pages == answer.pages);
  const auto refused = [&](const Result<Incoming>& outcome, ErrorCode code) {
    REQUIRE_FALSE(outcome);
    INFO(detail_of(outcome.error()));
    CHECK(outcome.error().code == code);
  };
  refused(read_incoming(file, world.reply, world.authority.certificate_pem, "s2"), ErrorCode::conflict);
  refused(read_incoming(file, world.reply, world.store.certificate_pem, "s1"), ErrorCode::conflict);
  refused(read_incoming(file, pair_of(random_key()), world.authority.certificate_pem, "s1"), ErrorCode::conflict);
  const std::string own = write(world.outgoing(), world.reply.open, world.store.key_pem);
  refused(read_incoming(own, world.reply, world.authority.certificate_pem, "s1"), ErrorCode::invalid_argument);
}
}  // namespace holdfast::carry
