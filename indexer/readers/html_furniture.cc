#include "indexer/readers/html_furniture.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/readers/html_elements.h"
#include "indexer/readers/html_line.h"

namespace byname {
namespace {

constexpr std::size_t kLongestList = 60;       // blocks below «Read also»
constexpr std::uint64_t kLeastMistaken = 300;  // bytes of prose
constexpr std::uint64_t kLongestFact = 400;    // bytes in an element for the date or the author
constexpr std::uint64_t kLongestVita = 1500;   // and about the author
constexpr std::uint64_t kLongestCard = 400;
constexpr std::uint64_t kLeastBesideCards = 200;
constexpr std::uint32_t kLeastHeadline = 20;
constexpr std::uint32_t kLinksOfRegion = 5;
constexpr std::size_t kBesidePicture = 3;  // blocks between a picture and its caption
constexpr std::size_t kLeastRepeated = 16;
constexpr std::uint64_t kLeastOfCaption = 40;
constexpr std::uint64_t kLongestPicture = 1000;  // with its caption

// Furniture by elements and classes. An element that holds half the prose of the page is none,
// whatever it is called: there are pages that stand in a <form> as a whole.
class Markings {
 public:
  Markings(const PageBlocks& page, bool by_class)
      : page_(page),
        bits_(static_cast<std::uint16_t>(by_class ? kSaysAnyChrome
                                                  : kSaysAnyChrome & ~kSaysChromeClass)),
        path_(page.nodes.size()),
        stated_(page.nodes.size()),
        chrome_(page.nodes.size()) {
    std::vector<std::uint64_t> prose(page.nodes.size()), size(page.nodes.size());
    // Of captions that are seen; of all else, links among it.
    std::vector<std::uint64_t> caption(page.nodes.size()), other(page.nodes.size());
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      const Block& block = page.blocks[i];
      size[block.node] += page.size_of(i);
      if (!(block.all & kSaysCaption) || block.linked > 0) other[block.node] += page.size_of(i);
      if (!(block.all & kSaysAlt)) caption[block.node] += page.size_of(i);
      if (page.blocks[i].linked * 2 > page.size_of(i) || !is_prose(page.line(i))) continue;
      all += page.size_of(i);
      if (page.blocks[i].all & kSaysComment) continue;  // however long they are
      prose[page.blocks[i].node] += page.size_of(i);
    }
    for (std::size_t n = prose.size(); n-- > 1;) {
      prose[page.nodes[n].parent] += prose[n];
      size[page.nodes[n].parent] += size[n];
      caption[page.nodes[n].parent] += caption[n];
      other[page.nodes[n].parent] += other[n];
    }
    if (prose[0] >= kLeastMistaken) bits_ |= kSaysComment;
    for (std::size_t n = 1; n < page.nodes.size(); ++n) {
      const HtmlNode& node = page.nodes[n];
      const bool mistaken = all >= kLeastMistaken && prose[0] > 0 && prose[n] * 2 >= prose[0];
      path_[n] = path_[node.parent] | node.own;
      // <article class="status-published"> is no date, <div class="author-ann post"> no author;
      // <div class="author"> with a few sentences tells who wrote the article.
      const bool short_enough = size[n] <= kLongestFact && (prose[n] == 0 || node.holds_text);
      const std::uint16_t fact = short_enough ? node.own & (kSaysDate | kSaysAuthor) : 0;
      stated_[n] = stated_[node.parent] | fact;
      const bool vita = by_class && (node.own & kSaysAuthor) && !(node.own & kSaysContent) &&
                        size[n] <= kLongestVita && !node.holds_text && prose[0] >= kLeastMistaken;
      // <aside>, <div class="related-photo"> with a picture and its caption alone.
      const bool picture = other[n] == 0 && caption[n] >= kLeastOfCaption &&
                           size[n] <= kLongestPicture && !(node.own & kSaysHidden);
      chrome_[n] = chrome_[node.parent] || (((node.own & bits_) || vita) && !mistaken && !picture);
    }
  }

  bool is_chrome(std::size_t i) const {
    const Block& block = page_.blocks[i];
    if (chrome_[block.node]) return true;
    // Said by elements within the line.
    if (block.all & ~path_[block.node] & bits_) return true;
    // A page header that is not an article's.
    return (block.all & kSaysHeader) && !(block.all & (kSaysContent | kSaysHeading1)) &&
           !is_prose(page_.line(i));
  }

  // A line that is the date or the author, by its element.
  bool states(std::size_t i) const {
    const Block& block = page_.blocks[i];
    const std::uint16_t within = block.all & static_cast<std::uint16_t>(~path_[block.node]);
    return ((stated_[block.node] | within) & (kSaysDate | kSaysAuthor)) && page_.size_of(i) < 200;
  }

 private:
  const PageBlocks& page_;
  std::uint16_t bits_;
  std::vector<std::uint16_t> path_;    // what the elements around it say
  std::vector<std::uint16_t> stated_;  // of date and author, by elements that hold little else
  std::vector<char> chrome_;
};

std::uint64_t length_where(const PageBlocks& page, const std::vector<char>& chrome,
                           bool content_only) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    if (!chrome[i] && (!content_only || (page.blocks[i].all & kSaysContent)))
      sum += page.size_of(i);
  return sum;
}

// Whether a text is left besides furniture: 500 bytes of prose, and a fifth of all prose but
// comments.
bool prose_left(const PageBlocks& page, const std::vector<char>& chrome) {
  std::uint64_t all = 0, left = 0;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    if ((block.all & kSaysComment) || block.linked * 2 > page.size_of(i)) continue;
    if (!is_prose(page.line(i))) continue;
    all += page.size_of(i);
    if (!chrome[i]) left += page.size_of(i);
  }
  return left >= 500 && left * 5 >= all;
}

bool is_mostly_link(const PageBlocks& page, std::size_t i) {
  return page.blocks[i].linked * 5 >= page.size_of(i) * 4;
}

// «About us | Contacts | RSS»: links between bars, or side by side.
bool is_link_row(const PageBlocks& page, std::size_t i) {
  const std::string_view line = page.line(i);
  const Block& block = page.blocks[i];
  if (line.size() > 400 || block.links < 2 || block.linked * 3 < line.size()) return false;
  if (block.links >= 3 && is_mostly_link(page, i)) return true;
  if (is_prose(line) && block.linked * 2 < line.size()) return false;
  std::size_t bars = 0;
  for (const std::string_view bar : {"|", "•", "·", "»", "/"})
    for (std::size_t at = 0; (at = line.find(bar, at)) != line.npos; at += bar.size()) ++bars;
  return bars >= 2;
}

// Headings of what was furniture: nothing follows but a list of links and another heading, or
// the end of the page.
void mark_orphaned_headings(const PageBlocks& page, std::vector<char>& chrome) {
  std::size_t next = page.blocks.size(), links = 0;
  for (std::size_t i = page.blocks.size(); i-- > 0;) {
    if (chrome[i]) {
      links += page.blocks[i].linked > 0;
      continue;
    }
    const bool heading = (page.blocks[i].all & kSaysHeading) && page.size_of(i) <= 200;
    const bool last = next == page.blocks.size();
    if (heading && (last || (links >= 2 && (page.blocks[next].all & kSaysHeading)))) {
      chrome[i] = 1;
      ++links;
      continue;
    }
    next = i;
    links = 0;
  }
}

// Runs of three short blocks or more that are nearly all links are lists of links.
void mark_link_lists(const PageBlocks& page, std::vector<char>& chrome) {
  for (std::size_t i = 0; i < page.blocks.size();) {
    std::size_t j = i;
    while (j < page.blocks.size() && page.size_of(j) <= 200 && is_mostly_link(page, j)) ++j;
    if (j - i >= 3) std::fill(chrome.begin() + i, chrome.begin() + j, char{1});
    if (is_link_row(page, i)) chrome[i] = 1;
    i = std::max(j, i + 1);
  }
}

// Boxes of links in the text: regions without prose of which links are the greater part.
void mark_link_boxes(const PageBlocks& page, std::vector<char>& chrome) {
  struct Inside {
    std::uint64_t size = 0, linked = 0;
    std::uint32_t links = 0;
    bool prose = false;
  };
  std::vector<Inside> inside(page.nodes.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (chrome[i]) continue;
    Inside& node = inside[page.blocks[i].node];
    node.size += page.size_of(i);
    node.linked += page.blocks[i].linked;
    node.links += page.blocks[i].linked > 0;
    node.prose |= is_prose(page.line(i)) && page.blocks[i].linked * 2 < page.size_of(i);
    node.prose |= (page.blocks[i].all & kSaysHeading1) != 0;
  }
  for (std::size_t n = inside.size(); n-- > 1;) {
    Inside& around = inside[page.nodes[n].parent];
    around.size += inside[n].size;
    around.linked += inside[n].linked;
    around.links += inside[n].links;
    around.prose |= inside[n].prose;
  }
  std::vector<char> box(page.nodes.size());
  for (std::size_t n = 1; n < inside.size(); ++n)
    box[n] = box[page.nodes[n].parent] ||
             (!page.nodes[n].holds_text && !inside[n].prose && inside[n].links >= 2 &&
              inside[n].linked * 9 > inside[n].size * 4);  // blanks are not counted as linked
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    if (box[page.blocks[i].node]) chrome[i] = 1;
}

// Regions that are furniture for the greater part, links above all, are furniture as a whole: the
// words between the links of a side bar are none of the text. Not a region with half of it.
void mark_thin_regions(const PageBlocks& page, std::vector<char>& chrome) {
  struct Inside {
    std::uint64_t text = 0, furniture = 0;
    std::uint32_t links = 0;
  };
  std::vector<Inside> inside(page.nodes.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    Inside& node = inside[page.blocks[i].node];
    (chrome[i] ? node.furniture : node.text) += page.size_of(i);
    node.links += chrome[i] && page.blocks[i].linked > 0;
  }
  for (std::size_t n = inside.size(); n-- > 1;) {
    Inside& around = inside[page.nodes[n].parent];
    around.text += inside[n].text;
    around.furniture += inside[n].furniture;
    around.links += inside[n].links;
  }
  std::vector<char> thin(page.nodes.size());
  std::uint64_t taken = 0;
  for (std::size_t n = 1; n < inside.size(); ++n) {
    const bool own = inside[n].links >= kLinksOfRegion &&
                     inside[n].text * 2 < inside[n].furniture &&
                     inside[n].text * 2 < inside[0].text && !page.nodes[n].holds_text;
    if (own && !thin[page.nodes[n].parent]) taken += inside[n].text;
    thin[n] = thin[page.nodes[n].parent] || own;
  }
  if (taken * 2 > inside[0].text) return;  // short posts with many buttons
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    if (thin[page.blocks[i].node]) chrome[i] = 1;
}

// Cards: three regions or more side by side, each a link that heads a few words. They are
// furniture of a page that has other prose, at least as much as its longest card.
void mark_cards(const PageBlocks& page, std::vector<char>& chrome) {
  struct Card {
    std::uint64_t size = 0;
    std::uint32_t first = 0;  // its first block, counted from 1; 0: there is none
    std::uint32_t cards = 0;  // among its children
    bool open = false;        // some of it is no furniture yet
  };
  std::vector<Card> nodes(page.nodes.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    Card& node = nodes[page.blocks[i].node];
    if (page.blocks[i].all & kSaysAlt) continue;  // the picture may stand above its headline
    node.size += page.size_of(i);
    node.open |= !chrome[i];
    if (node.first == 0) node.first = static_cast<std::uint32_t>(i + 1);
  }
  for (std::size_t n = nodes.size(); n-- > 1;) {
    Card& around = nodes[page.nodes[n].parent];
    around.size += nodes[n].size;
    around.open |= nodes[n].open;
    if (nodes[n].first != 0 && (around.first == 0 || nodes[n].first < around.first))
      around.first = nodes[n].first;
  }
  const auto is_card = [&](std::size_t n) {
    const Card& node = nodes[n];
    if (node.first == 0 || node.size > kLongestCard || page.nodes[n].holds_text) return false;
    const std::size_t head = node.first - 1;
    return is_mostly_link(page, head) && page.size_of(head) >= 8 &&
           node.size > page.size_of(head) + page.size_of(head) / 2 &&
           !is_furniture_line(page.line(head));  // «Continue reading» above a box of the text
  };
  for (std::size_t n = 1; n < nodes.size(); ++n) nodes[page.nodes[n].parent].cards += is_card(n);
  std::vector<char> card(nodes.size());
  std::uint64_t prose = 0, longest = kLeastBesideCards;
  for (std::size_t n = 1; n < nodes.size(); ++n) {
    const std::uint32_t around = page.nodes[n].parent;
    const bool own = nodes[around].cards >= 3 && is_card(n);
    card[n] = card[around] || own;
    if (own) longest = std::max(longest, nodes[n].size);
  }
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    if (!chrome[i] && !card[page.blocks[i].node] && is_prose(page.line(i)) &&
        page.blocks[i].linked * 2 < page.size_of(i))
      prose += page.size_of(i);
  if (prose < longest) return;
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    if (card[page.blocks[i].node] && !(page.blocks[i].all & kSaysHeading1)) chrome[i] = 1;
}

// Whether the articles of the page are teasers: several of them, and none with half of what all
// have.
bool are_teasers(const PageBlocks& page, const std::vector<char>& chrome) {
  std::vector<std::uint32_t> article(page.nodes.size());  // the outermost around; 0: none
  for (std::uint32_t n = 1; n < page.nodes.size(); ++n) {
    article[n] = article[page.nodes[n].parent];
    if (article[n] == 0 && (page.nodes[n].own & kSaysContent)) article[n] = n;
  }
  std::vector<std::uint64_t> sizes(page.nodes.size());
  std::uint64_t all = 0, most = 0;
  std::size_t articles = 0;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const std::uint32_t around = article[page.blocks[i].node];
    if (chrome[i] || around == 0) continue;
    articles += sizes[around] == 0;
    sizes[around] += page.size_of(i);
    all += page.size_of(i);
    most = std::max(most, sizes[around]);
  }
  return articles >= 3 && most * 2 < all;
}

// The caption of the picture between the heading and the <article>; past the end: there is none.
std::size_t caption_below_heading(const PageBlocks& page, const std::vector<char>& chrome) {
  std::size_t found = page.blocks.size();
  bool headed = false;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const std::uint16_t says = page.blocks[i].all;
    if (says & kSaysHeading1) {
      headed = true;
      found = page.blocks.size();
    } else if (says & kSaysContent) {
      return found;
    } else if (headed && !chrome[i] && (says & kSaysCaption) && !(says & kSaysAlt) &&
               page.size_of(i) >= kLeastOfCaption && page.blocks[i].linked == 0) {
      found = i;
    }
  }
  return page.blocks.size();
}

// Headlines that are links, each with a few words that are no sentence: four or more in a row on
// a page that has other prose are teasers.
void mark_teaser_runs(const PageBlocks& page, std::vector<char>& chrome) {
  std::vector<std::size_t> plain;  // blocks that are no furniture yet, pictures aside
  std::uint64_t prose = 0;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (chrome[i] || (page.blocks[i].all & kSaysAlt)) continue;
    plain.push_back(i);
    if (is_prose(page.line(i)) && page.blocks[i].linked * 2 < page.size_of(i))
      prose += page.size_of(i);
  }
  const auto is_teaser = [&](std::size_t k) {
    if (k + 1 >= plain.size()) return false;
    const std::size_t head = plain[k], below = plain[k + 1];
    const std::string_view words = page.line(below);
    return is_mostly_link(page, head) && page.size_of(head) >= kLeastHeadline &&
           page.size_of(head) <= 200 && page.blocks[below].linked == 0 &&
           page.size_of(below) <= kLongestCard && page.size_of(below) >= kLeastHeadline &&
           !words.ends_with('.') && !words.ends_with(':') &&
           std::count(page.line(head).begin(), page.line(head).end(), ' ') >= 3;
  };
  for (std::size_t k = 0; k < plain.size();) {
    std::size_t end = k;
    std::uint64_t inside = 0;
    for (; is_teaser(end); end += 2)
      if (is_prose(page.line(plain[end + 1]))) inside += page.size_of(plain[end + 1]);
    if (end - k >= 8 && prose >= inside + kLeastMistaken)
      for (std::size_t i = plain[k]; i <= plain[end - 1]; ++i) chrome[i] = 1;
    k = std::max(end, k + 1);
  }
}

// «Read also» and the links below it, each with what stands beside it.
void mark_headed_lists(const PageBlocks& page, std::vector<char>& chrome) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const std::string_view line = page.line(i);
    if (chrome[i] || line.size() > 200) continue;
    if (is_list_line(line) && page.blocks[i].linked * 2 >= page.size_of(i)) chrome[i] = 1;
    if (!is_list_heading(line)) continue;
    std::size_t links = 0, j = i + 1;
    while (j < page.blocks.size() && j < i + kLongestList &&
           !(is_prose(page.line(j)) && !is_mostly_link(page, j)) && page.size_of(j) <= 300) {
      if (page.blocks[j].linked * 2 >= page.size_of(j)) links = j;
      ++j;
    }
    if (links > 0) std::fill(chrome.begin() + i, chrome.begin() + links + 1, char{1});
  }
}

// Whether the lines begin alike for all of the shorter but a few words.
bool says_again(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < kLeastRepeated) return false;
  const auto differ =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin());
  return static_cast<std::size_t>(differ.first - a.begin()) * 5 >= shorter * 4;
}

// The description of a picture that its caption, the title or another picture repeats.
void mark_repeated_captions(const PageBlocks& page, std::vector<char>& chrome) {
  std::unordered_map<std::string_view, std::uint32_t> times;
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    if (!chrome[i]) ++times[page.line(i)];
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (chrome[i] || !(page.blocks[i].all & kSaysCaption)) continue;
    std::uint32_t& left = times[page.line(i)];
    if (left < 2) continue;
    --left;
    chrome[i] = 1;
  }
  // Beside it the caption goes on with a credit, or breaks off before one.
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (chrome[i] || !(page.blocks[i].all & kSaysAlt)) continue;
    const std::size_t last = std::min(i + kBesidePicture + 1, page.blocks.size());
    for (std::size_t j = i - std::min(i, kBesidePicture); j < last && !chrome[i]; ++j)
      chrome[i] =
          j != i && !(page.blocks[j].all & kSaysAlt) && says_again(page.line(j), page.line(i));
  }
}

}  // namespace

std::vector<char> furniture_of(const PageBlocks& page, Markedup kind) {
  const std::size_t count = page.blocks.size();
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < count; ++i) all += page.size_of(i);
  std::vector<char> chrome(count), states(count);
  for (const bool by_class : {true, false}) {
    const Markings markings(page, by_class);
    for (std::size_t i = 0; i < count; ++i) {
      chrome[i] = markings.is_chrome(i);
      states[i] = markings.states(i);
    }
    // Classes that take nearly everything away mean something else than we read. What is said
    // of links and buttons proves nothing, nor what is said of comments.
    if (length_where(page, chrome, false) * 5 >= all || prose_left(page, chrome)) break;
  }
  // Where the page says what its content is, the rest is furniture.
  const std::uint64_t kept = length_where(page, chrome, false);
  const std::uint64_t content = length_where(page, chrome, true);
  const bool teasers = are_teasers(page, chrome);
  if (teasers && content * 2 < kept) {
    for (std::size_t i = 0; i < count; ++i)
      if (page.blocks[i].all & kSaysContent) chrome[i] = 1;
  } else if (!teasers && content >= 200 && content * 3 >= kept) {
    const std::size_t picture = caption_below_heading(page, chrome);
    for (std::size_t i = 0; i < count; ++i)
      if (!(page.blocks[i].all & (kSaysContent | kSaysHeading1)) && i != picture) chrome[i] = 1;
  }
  if (kind == Markedup::page) mark_cards(page, chrome);
  if (kind == Markedup::page) mark_teaser_runs(page, chrome);
  bool told = false;  // where the text of the page is
  if (kind == Markedup::page) {
    const std::vector<char> inside = main_content(page, chrome);
    const auto first =
        static_cast<std::size_t>(std::find(inside.begin(), inside.end(), char{1}) - inside.begin());
    for (std::size_t i = 0; i < inside.size(); ++i)
      if (!inside[i] && !(i < first && (page.blocks[i].all & kSaysHeading1))) chrome[i] = 1;
    told = !inside.empty();
    if (told) mark_link_boxes(page, chrome);
    if (told) mark_thin_regions(page, chrome);
  }
  mark_link_lists(page, chrome);
  mark_headed_lists(page, chrome);
  for (std::size_t i = 0; i < count; ++i) {
    if (chrome[i]) continue;
    const std::string_view line = page.line(i);
    chrome[i] = states[i] || (line.size() < 80 && parse_date(line)) || is_furniture_line(line) ||
                (kind == Markedup::page && is_page_line(line));
  }
  mark_repeated_captions(page, chrome);
  if (told) mark_orphaned_headings(page, chrome);
  return chrome;
}

}  // namespace byname
