#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/crs.h"
#include "gis_core/crs/datum_table.h"
#include "gis_core/crs/proj_context.h"

namespace gis::crs {

using detail::Operation;
using detail::PjPtr;
using detail::ProjContext;

namespace {

constexpr std::size_t kMaxOperations = 128;

std::string label(const Crs& crs) {
  return crs.epsg() ? "EPSG:" + std::to_string(*crs.epsg()) : crs.name();
}

PjPtr makeOperation(ProjContext& context, const Crs& from, const Crs& to, bool ballparkToo) {
  static const char* const kStrict[] = {"ALLOW_BALLPARK=NO", nullptr};
  const PJ* source = context.crsOf(from.wkt());
  const PJ* target = context.crsOf(to.wkt());
  if (source == nullptr || target == nullptr) return {};
  PjPtr raw(proj_create_crs_to_crs_from_pj(context.get(), source, target, nullptr, ballparkToo ? nullptr : kStrict));
  if (!raw) return {};
  return PjPtr(proj_normalize_for_visualization(context.get(), raw.get()));
}

std::string describe(PJ* pj) {
  const PJ_PROJ_INFO info = proj_pj_info(pj);
  const std::string_view text = info.description != nullptr ? info.description : "";
  return text.starts_with("unavailable") ? std::string() : std::string(text);
}

std::shared_ptr<Operation> chosen(ProjContext& context, const Crs& from, const Crs& to, bool acceptBallpark) {
  auto operation = std::make_shared<Operation>();
  if (from.equivalentTo(to)) {
    operation->description = "the same coordinate system";
    return operation;
  }
  operation->pj = makeOperation(context, from, to, false);
  if (operation->pj) {
    operation->description = describe(operation->pj.get());
    return operation;
  }
  const std::string fromDatum = from.datumName();
  const std::string toDatum = to.datumName();
  const std::optional<std::string> agreement = detail::datumAgreement(fromDatum, toDatum);
  if (!agreement && !acceptBallpark) {
    throw Error(
        ErrorCode::ballparkCrs, {GIS_TR("coordinates cannot be carried from {0} to {1}"), {label(from), label(to)}},
        {GIS_TR("no operation is known between the datums {0} and {1}; the numbers would only be passed on, "
                "off by as much as hundreds of metres"),
         {fromDatum, toDatum}},
        GIS_TR("keep the coordinates as they are (--crs source), or accept the uncertainty (--accept-ballpark)"));
  }
  operation->pj = makeOperation(context, from, to, true);
  if (!operation->pj) {
    throw Error(ErrorCode::unknownCrs,
                {GIS_TR("coordinates cannot be carried from {0} to {1}"), {label(from), label(to)}},
                {"{0}", {context.takeMessage()}});
  }
  operation->description = agreement ? "ballpark allowed: " + fromDatum + " and " + toDatum + " agree to " + *agreement
                                     : "ballpark accepted: " + fromDatum + " taken for " + toDatum;
  return operation;
}

}  // namespace

struct Transformer::State {
  std::shared_ptr<ProjContext> context;  // first: the operation must go before it
  std::shared_ptr<Operation> operation;
};

void Transformer::StateDeleter::operator()(State* state) const {
  delete state;
}

Transformer::Transformer(const Crs& from, const Crs& to, bool acceptBallpark) {
  if (!from.isKnown() || !to.isKnown()) {
    throw Error(ErrorCode::unknownCrs, GIS_TR("coordinates cannot be carried over"),
                GIS_TR("one of the two coordinate systems is unknown"),
                GIS_TR("set the layer's coordinate system first"));
  }
  const std::shared_ptr<ProjContext>& context = ProjContext::ofThisThread();
  const std::string key = from.identifier() + '\n' + to.identifier() + (acceptBallpark ? "\n1" : "\n0");
  std::shared_ptr<Operation> operation;
  if (const auto found = context->operations.find(key); found != context->operations.end()) {
    operation = found->second;
  } else {
    operation = chosen(*context, from, to, acceptBallpark);
    if (context->operations.size() >= kMaxOperations) context->operations.clear();
    context->operations.emplace(key, operation);
  }
  m_state = new State{context, std::move(operation)};
}

Transformer::Transformer(Transformer&& other) noexcept : m_state(std::exchange(other.m_state, nullptr)) {}

Transformer& Transformer::operator=(Transformer&& other) noexcept {
  std::swap(m_state, other.m_state);
  return *this;
}

Transformer::~Transformer() {
  StateDeleter()(m_state);
}

bool Transformer::isIdentity() const {
  return !m_state->operation->pj;
}

std::string Transformer::description() const {
  return m_state->operation->description;
}

std::size_t Transformer::apply(double* xyzm, std::size_t count, int stride, bool withZ) const {
  if (count == 0) return 0;
  PJ* pj = m_state->operation->pj.get();
  if (pj != nullptr) {
    const std::size_t step = std::size_t(stride) * sizeof(double);
    double* z = withZ && stride >= 3 ? xyzm + 2 : nullptr;
    proj_errno_reset(pj);
    proj_trans_generic(pj, PJ_FWD, xyzm, step, count, xyzm + 1, step, count, z, z != nullptr ? step : 0,
                       z != nullptr ? count : 0, nullptr, 0, 0);
  }
  std::size_t failed = 0;
  for (std::size_t i = 0; i < count; ++i, xyzm += stride) {
    if (std::isfinite(xyzm[0]) && std::isfinite(xyzm[1])) continue;
    xyzm[0] = xyzm[1] = std::numeric_limits<double>::quiet_NaN();
    ++failed;
  }
  return failed;
}

geom::MapPoint Transformer::apply(geom::MapPoint p) const {
  double xy[2] = {p.x, p.y};
  if (apply(xy, 1, 2) != 0) {
    throw Error(ErrorCode::invalidValue,
                {GIS_TR("the place {0}, {1} lies outside what its coordinate system can carry"),
                 {std::to_string(p.x), std::to_string(p.y)}});
  }
  return {xy[0], xy[1]};
}

geom::Envelope Transformer::apply(const geom::Envelope& box) const {
  if (box.isEmpty() || isIdentity()) return box;
  constexpr int kSide = 21;
  std::vector<double> xy;
  xy.reserve(std::size_t(kSide) * 8);
  for (int i = 0; i < kSide; ++i) {
    const double x = box.minX + box.width() * i / (kSide - 1);
    const double y = box.minY + box.height() * i / (kSide - 1);
    xy.insert(xy.end(), {x, box.minY, x, box.maxY, box.minX, y, box.maxX, y});
  }
  (void)apply(xy.data(), xy.size() / 2, 2);
  geom::Envelope result;
  for (std::size_t i = 0; i < xy.size(); i += 2) {
    if (std::isfinite(xy[i])) result.include(xy[i], xy[i + 1]);
  }
  // a bent side may reach further between two of its points: by an eighth of the second difference
  double bend = 0;
  for (std::size_t i = 16; i < xy.size(); ++i) {
    const double second = std::abs(xy[i] - 2 * xy[i - 8] + xy[i - 16]);
    if (std::isfinite(second)) bend = std::max(bend, second);
  }
  return result.isEmpty() ? result : result.grown(bend / 4);
}

bool isForbiddenBallpark(const Crs& from, const Crs& to) {
  try {
    const Transformer probe(from, to);
    return false;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::ballparkCrs) return true;
    throw;
  }
}

}  // namespace gis::crs
