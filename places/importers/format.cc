#include <algorithm>
#include <array>
#include <cctype>

#include "places/importers/importer.h"

namespace byname {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

GazetteerFormat format_of(std::string_view content) {
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  const auto first = content.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && (content[first] == '{' || content[first] == '[')) {
    // A feature's properties come early; those of Who's On First say so.
    constexpr std::size_t kLooked = 1 << 20;
    return content.substr(0, kLooked).find("\"wof:") == std::string_view::npos
               ? GazetteerFormat::linked_places
               : GazetteerFormat::whos_on_first;
  }
  const std::string_view line = content.substr(0, content.find('\n'));
  const auto tabs = std::count(line.begin(), line.end(), '\t');
  const std::string_view id = line.substr(0, line.find('\t'));
  if (!is_number(id)) return GazetteerFormat::table;
  if (tabs == 18) return GazetteerFormat::geonames;
  const std::string_view rest = line.substr(std::min(id.size() + 1, line.size()));
  // Seven flags and years follow the name; the older export had four flags.
  if (tabs >= 7 && tabs <= 9 && is_number(rest.substr(0, rest.find('\t')))) {
    return GazetteerFormat::geonames_names;
  }
  return GazetteerFormat::table;
}

}  // namespace byname
