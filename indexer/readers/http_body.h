// An answer of a web server as it went over the wire: its head, and the body with chunks
// joined and compression undone.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/mail_headers.h"
#include "indexer/readers/members.h"

namespace byname {

struct HttpAnswer {
  int status = 0;  // 0: it is no answer of HTTP
  MailHead head{};
};

HttpAnswer read_http_head(std::string_view bytes);

// The body into `to`. Empty, or why it ends early.
std::string read_http_body(const HttpAnswer& answer, Spool& to);

}  // namespace byname
