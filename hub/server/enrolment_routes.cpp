#include "log/log.h"
#include "server/api.h"
#include "server/enrolment.h"

namespace holdfast::server {
namespace {
http::Response answer(Call& call, int status, const Enrolled& enrolled) {
  std::string body;
  JsonWriter out{body};
  out.begin_object().member("siteId", enrolled.key.site).member("channelId", enrolled.channel);
  out.member("tenantId", enrolled.key.tenant).member("certificate", enrolled.certificate_pem);
  out.member("caCertificate", call.services.authority.cert_pem).key("renewAfter").time(enrolled.renew_after, 0);
  out.end_object();
  return json(status, std::move(body));
}
void count(Call& call, std::string_view outcome) {
  call.services.metrics.counter("hub_enrolments_total", "Enrolments asked for.", {{"outcome", std::string{outcome}}})
      .add();
}

http::Response enrol(Call& call) {
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  EnrolRequest request;
  request.token = fields.text("token", 200);
  request.request_pem = fields.text("csr", 16 * 1024);
  request.site = fields.text("siteId", 64);
  fields.maybe_text("tenantId", 64);  // whose it was till now: the token says whose it is
  request.site_name = fields.maybe_text("siteName", 200).value_or("");
  fields.finish();
  const auto accepted = accept_fields(std::move(errors));
  const auto enrolled = accepted ? enrol_site(call, request) : Result<Enrolled>{tl::unexpected(accepted.error())};
  count(call, enrolled ? "done" : "refused");
  if (!enrolled) return problem(enrolled.error());
  log::info("a site has enrolled",
            {{"entity_type", std::string_view{"site"}}, {"entity_id", std::string_view{enrolled->key.site}}});
  return answer(call, 201, *enrolled);
}

http::Response renew(Call& call) {
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const std::string request = fields.text("csr", 16 * 1024);
  fields.finish();
  const auto accepted = accept_fields(std::move(errors));
  const auto renewed = accepted ? renew_site(call, request) : Result<Enrolled>{tl::unexpected(accepted.error())};
  return renewed ? answer(call, 200, *renewed) : problem(renewed.error());
}
}  // namespace

void add_enrolment_routes(Api& api) {
  api.add(http::Method::post, "/enrol/v1/sites", Guard::open, enrol);
  api.add(http::Method::post, "/sync/v1/sites/{siteId}/certificate", Guard::site, renew);
}
}  // namespace holdfast::server
