/** Names that are never in the public name system: RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/** IPv4 networks that are not for everyone (IANA's special-purpose registry), and multicast. */
const PRIVATE_IPV4: Array<[first: string, bits: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
];

/**
 * Whether a web address leads to the machine itself or to a network that is not the public one. Of a name
 * only the name is looked at, not what it resolves to.
 *
 * @param address a web address; every way to write an IP address in it counts, e.g. `http://0x7f.1`
 */
export function isPrivateAddress(address: string): boolean {
	// The URL parser writes every form of an IPv4 address as four numbers, and IPv6 in brackets.
	const host = new URL(address).hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return isPrivateIpv6(groupsOf(host.slice(1, -1)));
	if (/^\d+(?:\.\d+){3}$/.test(host)) return isPrivateIpv4(numberOf(host));
	// Nobody has an address of one word in the public name system.
	return !host.includes('.') || PRIVATE_NAME.test(host);
}

function isPrivateIpv4(address: number): boolean {
	return PRIVATE_IPV4.some(([first, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(address / size) === Math.floor(numberOf(first) / size);
	});
}

function numberOf(ipv4: string): number {
	return ipv4.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/** The eight 16-bit numbers of an IPv6 address as the URL parser writes it. */
function groupsOf(ipv6: string): number[] {
	const [head, tail = ''] = ipv6.split('::');
	const numbers = (part: string) =>
		part === '' ? [] : part.split(':').map((group) => parseInt(group, 16));
	const [before, after] = [numbers(head), numbers(tail)];
	return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function isPrivateIpv6(groups: number[]): boolean {
	const [first, second] = groups;
	const isEmpty = (from: number, to: number) => groups.slice(from, to).every((one) => one === 0);
	const ipv4In = (at: number) => isPrivateIpv4(groups[at] * 65536 + groups[at + 1]);
	// An IPv4 address in another form: mapped, behind NAT64, or 6to4.
	if (isEmpty(0, 5) && groups[5] === 0xffff) return ipv4In(6);
	if (first === 0x64 && second === 0xff9b && isEmpty(2, 6)) return ipv4In(6);
	if (first === 0x2002) return ipv4In(1);
	// Only 2000::/3 is given out for everyone; in it are tunnels, benchmarks and examples.
	if (first >> 13 !== 1) return true;
	if (first === 0x2001) return second < 0x200 || second === 0xdb8;
	return first === 0x3fff && second >> 12 === 0;
}
