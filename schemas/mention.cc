#include "schemas/mention.h"

#include <algorithm>

namespace byname {
namespace {

template <typename Enum, typename Names>
std::optional<Enum> named(const Names& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name_of(MentionKind kind) {
  return kMentionKindNames[static_cast<std::size_t>(kind)];
}
std::string_view name_of(MentionRule rule) {
  return kMentionRuleNames[static_cast<std::size_t>(rule)];
}
std::string_view name_of(RejectReason reason) {
  return kRejectReasonNames[static_cast<std::size_t>(reason)];
}
std::optional<MentionKind> mention_kind_named(std::string_view name) {
  return named<MentionKind>(kMentionKindNames, name);
}
std::optional<MentionRule> mention_rule_named(std::string_view name) {
  return named<MentionRule>(kMentionRuleNames, name);
}

void assign_parts(std::span<const PartSpan> parts, std::vector<Mention>& mentions) {
  std::size_t p = 0;
  for (Mention& mention : mentions) {
    while (p < parts.size() && parts[p].end <= mention.begin) ++p;
    if (p < parts.size() && parts[p].begin <= mention.begin) mention.part = parts[p].part;
  }
}

}  // namespace byname
