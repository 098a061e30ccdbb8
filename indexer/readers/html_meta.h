// What the head of a page says about it: <title>, <meta>, <link rel=canonical>, JSON-LD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/html_dates.h"

namespace byname {

// A value with the bytes of the page where it stands (as written, references unresolved).
struct HtmlValue {
  std::string text{};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool in_attribute = true;
};

struct HtmlMeta {
  HtmlValue title{};  // without the name of the site
  std::string source{};
  std::string author{};
  std::string url{};
  std::string lang{};           // as the page has it: "en-GB"
  std::string site_in_title{};  // what the title was freed of
  HtmlDates dates{};
  std::string month{};  // as far as the address tells: "2023-02", "2023"
};

HtmlMeta read_html_meta(std::string_view page);

// `title` without "| Site", "Site - ": as far as `site` or `heading` shows what is which.
std::string_view without_site(std::string_view title, std::string_view site,
                              std::string_view heading);

}  // namespace byname
