#include "schemas/answer.h"

namespace byname {

std::string_view name_of(ExpansionKind kind) {
  return kExpansionKindNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Relation relation) {
  return kRelationNames[static_cast<std::size_t>(relation)];
}

std::string_view name_of(HitKind kind) { return kHitKindNames[static_cast<std::size_t>(kind)]; }

}  // namespace byname
