// The run of hashtags at the end of a post or paragraph.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

struct TagRun {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const TagRun&) const = default;
};

// At least two hashtags with only white space between them, at the end of `line`; one, if it
// is all of the line or follows the end of a sentence. URLs, emoji and a place in brackets
// («(at Baku)») may follow them. Hashtags that are words of a sentence are not in it.
std::optional<TagRun> hashtag_run(std::string_view line);

// Adds the runs of every line of text[begin, ...) to `parts`.
void mark_hashtags(std::string_view text, std::size_t begin, std::vector<PartSpan>& parts);

// «(at WEB Studio)» at the end of `line`, URLs aside: where a picture was taken.
std::optional<TagRun> location_tag(std::string_view line);

}  // namespace byname
