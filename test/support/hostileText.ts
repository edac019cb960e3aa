import fc from 'fast-check';

/** Pieces with a meaning somewhere: in paths, addresses, headers, forms, queries, templates, file systems. */
const pieces = [
	'../',
	'..\\',
	'..',
	'.',
	'/',
	'%2e%2e%2f',
	'%00',
	'\u0000',
	'\n',
	'\r\n',
	'\r\n\r\n--B~1\r\nContent-Disposition: form-data; name="x"\r\n\r\n',
	'\u0085',
	'\u2028',
	'"',
	"'",
	';',
	'?x=1',
	'&q=1',
	'#',
	'=',
	'+',
	'%',
	'$&',
	'${filename}',
	'{fileName}',
	'\u202e',
	'\u200f',
	'\u061c',
	'\ud83d\ude00',
	'\ud83d',
	'e\u0301',
	'ß',
	'写真',
	'.jpg',
	' ',
	'con',
	'__proto__',
	'\ufeff',
	'x'.repeat(4096),
	'写'.repeat(300),
];

/** Text as somebody who means harm, or a careless system, would put it into a field. */
export const hostileText = fc.oneof(
	fc
		.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), {
			maxLength: 6,
		})
		.map((all) => all.join('')),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
);
