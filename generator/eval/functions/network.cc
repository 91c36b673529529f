#include "eval/functions/arguments.h"
#include "eval/functions/cidr.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

std::optional<Cidr> network(const Call& call) {
  const std::optional<Cidr> cidr = parse_cidr(call.args[0].as_string());
  if (!cidr) call.fail(0, concat("invalid CIDR expression: ", quoted_argument(call, 0)));
  return cidr;
}

// A whole number of at most 128 bits and its sign; nullopt after reporting.
struct Signed {
  bool negative = false;
  AddressBits magnitude = 0;
};

std::optional<Signed> big_argument(const Call& call, std::size_t i) {
  const Number& number = call.args[i].as_number();
  const bool negative = number.sign() < 0;
  const std::optional<AddressBits> magnitude = parse_bits((negative ? -number : number).text());
  if (magnitude) return Signed{.negative = negative, .magnitude = *magnitude};
  call.fail(i, number.is_whole() ? "the number is too large" : "value must be a whole number");
  return std::nullopt;
}

Value call_cidrhost(const Call& call) {
  const std::optional<Signed> host = big_argument(call, 1);
  const std::optional<Cidr> cidr = host ? network(call) : std::nullopt;
  if (!cidr) return Value::unknown(Type::string());
  const AddressBits most = low_bits(cidr->bits - cidr->length);
  const AddressBits distance = host->negative ? host->magnitude - 1 : host->magnitude;
  if (distance > most) {
    return call.fail(concat("prefix of ", std::to_string(cidr->length),
                            " does not accommodate a host numbered ", call.args[1].as_number().text()));
  }
  const AddressBits number = host->negative ? most - distance : distance;
  return Value::string(address_text(cidr->address | number, cidr->bits));
}

Value call_cidrnetmask(const Call& call) {
  const std::optional<Cidr> cidr = network(call);
  if (!cidr) return Value::unknown(Type::string());
  if (!cidr->is_ipv4()) {
    return call.fail(0, concat("IPv6 addresses cannot have a netmask: ", quoted_argument(call, 0)));
  }
  return Value::string(address_text(low_bits(32) & ~low_bits(32 - cidr->length), 32));
}

Value call_cidrsubnet(const Call& call) {
  const std::optional<std::int64_t> extra = whole_argument(call, 1);
  const std::optional<Signed> number = extra ? big_argument(call, 2) : std::nullopt;
  const std::optional<Cidr> cidr = number ? network(call) : std::nullopt;
  if (!cidr) return Value::unknown(Type::string());
  if (*extra > cidr->bits - cidr->length || *extra < -cidr->length) {
    return call.fail(concat("insufficient address space to extend prefix of ", std::to_string(cidr->length),
                            " by ", std::to_string(*extra)));
  }
  const auto added = static_cast<int>(*extra);
  // Terraform compares 64 bits only, and so accepts any number for more.
  const bool checked = added >= 0 && added < 64;
  if ((number->negative && number->magnitude > 0) || (checked && number->magnitude > low_bits(added))) {
    return call.fail(concat("prefix extension of ", std::to_string(*extra),
                            " does not accommodate a subnet numbered ", call.args[2].as_number().text()));
  }
  Cidr subnet{.address = cidr->address, .length = cidr->length + added, .bits = cidr->bits};
  const int shift = subnet.bits - subnet.length;
  if (shift < 128) subnet.address |= (number->magnitude << shift) & low_bits(subnet.bits);
  return Value::string(text(subnet));
}

// The network of `length` that follows `after` in the address space; nullopt past its end.
std::optional<Cidr> next_subnet(const Cidr& after, int length) {
  Cidr next{.address = after.last(), .length = length, .bits = after.bits};
  next.address |= low_bits(next.bits - length);
  if (next.address == low_bits(next.bits)) return std::nullopt;
  next.address = (next.address + 1) & ~low_bits(next.bits - length);
  return next;
}

Value call_cidrsubnets(const Call& call) {
  const Value unknown = Value::unknown(string_list_type());
  const std::optional<Cidr> cidr = network(call);
  if (!cidr) return unknown;
  std::vector<std::string> subnets;
  std::optional<Cidr> current;
  for (std::size_t i = 1; i < call.args.size(); ++i) {
    const std::optional<std::int64_t> extra = whole_argument(call, i);
    if (!extra) return unknown;
    if (*extra < 1) return call.fail(i, "must extend prefix by at least one bit");
    if (*extra > 32) return call.fail(i, "may not extend prefix by more than 32 bits");
    const int length = cidr->length + static_cast<int>(*extra);
    if (length > cidr->bits) {
      return call.fail(
          i, concat("would extend prefix to ", std::to_string(length), " bits, which is too long for an ",
                    cidr->is_ipv4() ? "IPv4" : "IPv6", " address"));
    }
    std::optional<Cidr> next;
    if (current) {
      next = next_subnet(*current, length);
    } else if (cidr->address != 0) {
      // Terraform looks for the first one after the network before, which the lowest network lacks.
      next = Cidr{.address = cidr->address, .length = length, .bits = cidr->bits};
    }
    if (!next || next->address > cidr->last()) {
      return call.fail(i, concat("not enough remaining address space for a subnet with a prefix of ",
                                 std::to_string(length), " bits after ", text(current.value_or(*cidr))));
    }
    subnets.push_back(text(*next));
    current = next;
  }
  return strings(std::move(subnets));
}

const Function kFunctions[] = {
    {.name = "cidrhost",
     .params = {{.name = "prefix", .type = string_type}, {.name = "hostnum", .type = number_type}},
     .result = string_type,
     .doc = "The address with a number within a network; a negative number counts from the end.",
     .example = "cidrhost(\"10.12.112.0/20\", 16) == \"10.12.112.16\"",
     .call = call_cidrhost},
    {.name = "cidrnetmask",
     .params = {{.name = "prefix", .type = string_type}},
     .result = string_type,
     .doc = "The mask of an IPv4 network.",
     .example = "cidrnetmask(\"172.16.0.0/12\") == \"255.240.0.0\"",
     .call = call_cidrnetmask},
    {.name = "cidrsubnet",
     .params = {{.name = "prefix", .type = string_type},
                {.name = "newbits", .type = number_type},
                {.name = "netnum", .type = number_type}},
     .result = string_type,
     .doc = "The network with a number within a network, its prefix longer by some bits.",
     .example = "cidrsubnet(\"172.16.0.0/12\", 4, 2) == \"172.18.0.0/16\"",
     .call = call_cidrsubnet},
    {.name = "cidrsubnets",
     .params = {{.name = "prefix", .type = string_type}},
     .rest = {{.name = "newbits", .type = number_type}},
     .result = string_list_type,
     .doc = "Consecutive networks within a network, their prefixes longer by some bits each.",
     .example = "cidrsubnets(\"10.1.0.0/16\", 4, 4)[1] == \"10.1.16.0/20\"",
     .call = call_cidrsubnets},
};

}  // namespace

std::span<const Function> network_functions() { return kFunctions; }

}  // namespace blueprint::eval
