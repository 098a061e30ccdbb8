#include "indexer/extract/posts.h"

#include <algorithm>

#include "embedded/indexer_pages.h"
#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/hashtags.h"
#include "indexer/extract/lines.h"
#include "indexer/extract/pattern.h"
#include "indexer/extract/table.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kKindLines = 10;

struct PageKind {
  std::string name{};
  std::string source{};
  std::vector<Pattern> is{}, post{}, type{}, titled{}, furniture{}, end{}, caption{};
  std::vector<std::string> glued{};
};

void set_page_rule(PageKind& kind, std::string_view keyword, std::string_view value) {
  if (keyword == "source") kind.source = value;
  if (keyword == "is") kind.is.emplace_back(value);
  if (keyword == "post") kind.post.emplace_back(value);
  if (keyword == "type") kind.type.emplace_back(value);
  if (keyword == "titled") kind.titled.emplace_back(value);
  if (keyword == "furniture") kind.furniture.emplace_back(value);
  if (keyword == "end") kind.end.emplace_back(value);
  if (keyword == "caption") kind.caption.emplace_back(value);
  if (keyword == "glued") kind.glued.emplace_back(value);
}

const std::vector<PageKind>& page_kinds_known() {
  static const auto table = page_kinds<PageKind>(embedded::indexer_pages(), set_page_rule);
  return table;
}

std::optional<Slots> match_any(const std::vector<Pattern>& patterns, std::string_view line) {
  for (const Pattern& pattern : patterns)
    if (auto slots = pattern.match(line)) return slots;
  return std::nullopt;
}

std::string slot(const Slots& slots, std::string_view name) {
  for (const auto& [key, value] : slots)
    if (key == name) return value;
  return {};
}

class PostReader {
 public:
  PostReader(const PageKind& kind, std::string_view page, const std::vector<Line>& lines)
      : kind_(kind), page_(page), lines_(lines) {}

  // The slots of the page's own lines, if it is of this kind.
  std::optional<Slots> recognise() const {
    Slots all;
    std::size_t next = 0;
    for (std::size_t i = 0; i < lines_.size() && i < kKindLines && next < kind_.is.size(); ++i) {
      const auto slots = kind_.is[next].match(line(i));
      if (!slots) continue;
      all.insert(all.end(), slots->begin(), slots->end());
      ++next;
    }
    if (next < kind_.is.size()) return std::nullopt;
    return all;
  }

  std::vector<Post> read(const Slots& page_slots) const {
    std::vector<std::size_t> heads;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (is_head(i)) heads.push_back(i);
    std::vector<Post> posts;
    for (std::size_t n = 0; n < heads.size(); ++n) {
      const std::size_t first = heads[n];
      const std::size_t end = n + 1 < heads.size() ? heads[n + 1] : lines_.size();
      // What stands above the first post goes with it, so that nothing is lost.
      const std::size_t begin = n == 0 ? 0 : lines_[first].begin;
      Post post = read_post(first, end, begin);
      post.begin = begin;
      post.end = n + 1 < heads.size() ? lines_[end].begin : page_.size();
      post.source = filled(kind_.source, page_slots);
      posts.push_back(std::move(post));
    }
    return posts;
  }

 private:
  std::string_view line(std::size_t i) const {
    return page_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
  }

  bool is_head(std::size_t i) const {
    if (lines_[i].characters > 200 || !match_any(kind_.post, line(i))) return false;
    return kind_.type.empty() || (i + 1 < lines_.size() && match_any(kind_.type, line(i + 1)));
  }

  Post read_post(std::size_t first, std::size_t end, std::size_t base) const {
    Post post;
    const auto mark = [&](Part part, std::size_t begin, std::size_t until) {
      post.parts.push_back({part, static_cast<std::uint32_t>(begin - base),
                            static_cast<std::uint32_t>(until - base)});
    };
    if (lines_[first].begin > base) mark(Part::chrome, base, lines_[first].begin);
    const Slots head = match_any(kind_.post, line(first)).value_or(Slots{});
    post.author = slot(head, "author");
    if (const auto age = parse_date(slot(head, "age"))) post.date = *age;
    if (const auto date = parse_date(slot(head, "date"))) post.date = *date;
    mark(Part::chrome, lines_[first].begin, lines_[first].end);
    std::size_t i = first + 1;
    bool may_have_title = kind_.titled.empty();
    if (!kind_.type.empty() && i < end) {
      may_have_title = match_any(kind_.titled, line(i)).has_value();
      mark(Part::chrome, lines_[i].begin, lines_[i].end);
      ++i;
    }
    std::size_t last = end;
    while (last > i && match_any(kind_.end, line(last - 1))) --last;
    for (std::size_t k = last; k < end; ++k) mark(Part::chrome, lines_[k].begin, lines_[k].end);

    bool seen_text = false;
    for (; i < last; ++i) {
      const Line& l = lines_[i];
      const std::string_view s = line(i);
      if (l.only_tags || match_any(kind_.furniture, s) || is_furniture_line(s)) {
        mark(Part::chrome, l.begin, l.end);
        continue;
      }
      if (match_any(kind_.caption, s)) {
        mark(Part::caption, l.begin, l.end);
      } else if (may_have_title && !seen_text && l.is_title_shaped() && l.characters >= 8 &&
                 has_more(i + 1, last)) {
        mark(Part::title, l.begin, l.end);
        post.title = std::string(s);
      } else {
        mark_inside(l, mark);
      }
      seen_text = true;
    }
    return post;
  }

  bool has_more(std::size_t i, std::size_t last) const {
    for (; i < last; ++i)
      if (!lines_[i].only_tags && !match_any(kind_.furniture, line(i)) &&
          !is_furniture_line(line(i)))
        return true;
    return false;
  }

  // Hashtags, the place of a picture and glued furniture within a line of text.
  template <typename Mark>
  void mark_inside(const Line& l, Mark mark) const {
    const std::string_view s = page_.substr(l.begin, l.end - l.begin);
    if (const auto tags = hashtag_run(s))
      mark(Part::hashtags, l.begin + tags->begin, l.begin + tags->end);
    if (const auto location = location_tag(s))
      mark(Part::caption, l.begin + location->begin, l.begin + location->end);
    for (const std::string& words : kind_.glued) {
      if (s.size() <= words.size() || !s.ends_with(words)) continue;
      mark(Part::chrome, l.end - words.size(), l.end);
      break;
    }
  }

  const PageKind& kind_;
  std::string_view page_;
  const std::vector<Line>& lines_;
};

}  // namespace

std::optional<std::vector<Post>> split_posts(std::string_view page) {
  if (!is_page_sized(page)) return std::nullopt;
  std::optional<std::vector<Line>> lines;
  for (const PageKind& kind : page_kinds_known()) {
    if (!lines) lines = single_lines_of(page);
    const PostReader reader(kind, page, *lines);
    const auto slots = reader.recognise();
    if (!slots) continue;
    std::vector<Post> posts = reader.read(*slots);
    if (!posts.empty()) return posts;
  }
  return std::nullopt;
}

}  // namespace byname
