/** Reads IPTC data (IIM 4.2), bare or wrapped in Photoshop's image resources, under exiftool's names. */

export type IptcTags = Record<string, string | number | string[]>;

/** Data sets of the envelope (record 1) and the application record (record 2). */
const names: Record<string, string> = {
	'1:0': 'EnvelopeRecordVersion',
	'1:90': 'CodedCharacterSet',
	'2:0': 'ApplicationRecordVersion',
	'2:5': 'ObjectName',
	'2:10': 'Urgency',
	'2:15': 'Category',
	'2:20': 'SupplementalCategories',
	'2:25': 'Keywords',
	'2:40': 'SpecialInstructions',
	'2:55': 'DateCreated',
	'2:60': 'TimeCreated',
	'2:62': 'DigitalCreationDate',
	'2:63': 'DigitalCreationTime',
	'2:65': 'OriginatingProgram',
	'2:80': 'By-line',
	'2:85': 'By-lineTitle',
	'2:90': 'City',
	'2:92': 'Sub-location',
	'2:95': 'Province-State',
	'2:100': 'Country-PrimaryLocationCode',
	'2:101': 'Country-PrimaryLocationName',
	'2:103': 'OriginalTransmissionReference',
	'2:105': 'Headline',
	'2:110': 'Credit',
	'2:115': 'Source',
	'2:116': 'CopyrightNotice',
	'2:118': 'Contact',
	'2:120': 'Caption-Abstract',
	'2:122': 'Writer-Editor',
};

const versions = ['EnvelopeRecordVersion', 'ApplicationRecordVersion'];
const repeatable = ['Keywords', 'SupplementalCategories', 'By-line', 'By-lineTitle', 'Contact'];

const photoshopHeader = 'Photoshop 3.0\0';
const iptcResource = 0x0404;

/** The tags in an image's IPTC segment; none when it is damaged. */
export function readIptc(segment: Buffer | undefined): IptcTags {
	const records = segment && recordsIn(segment);
	if (!records) return {};
	const dataSets = [...dataSetsIn(records)];
	const charset = dataSets.find(({ key }) => key === '1:90')?.value;
	const encoding = charset?.toString('latin1') === '\u001b%G' ? 'utf8' : guessed;
	const tags: IptcTags = {};
	for (const { key, value } of dataSets) {
		const name = names[key];
		if (name === undefined) continue;
		if (versions.includes(name)) {
			tags[name] = value.length >= 2 ? value.readUInt16BE(0) : 0;
			continue;
		}
		const text = encoding === 'utf8' ? value.toString('utf8') : guessed(value);
		const earlier = tags[name];
		if (name === 'Keywords') tags[name] = [...((earlier as string[] | undefined) ?? []), text];
		else if (earlier === undefined) tags[name] = text;
		else if (repeatable.includes(name)) tags[name] = [earlier, text].flat().map(String);
	}
	return tags;
}

/** Without a declared character set, what is valid UTF-8 is taken for it. */
function guessed(value: Buffer): string {
	const text = value.toString('utf8');
	return text.includes('\ufffd') ? value.toString('latin1') : text;
}

/** The IIM records, out of Photoshop's resources if they are wrapped in them. */
function recordsIn(segment: Buffer): Buffer | undefined {
	if (segment[0] === 0x1c) return segment;
	const start = segment.subarray(0, photoshopHeader.length).toString('latin1') === photoshopHeader;
	let at = start ? photoshopHeader.length : 0;
	while (at + 12 <= segment.length && segment.toString('latin1', at, at + 4) === '8BIM') {
		const id = segment.readUInt16BE(at + 4);
		// A resource's name and its data are padded to an even length.
		const nameLength = segment[at + 6] + 1;
		const sizeAt = at + 6 + nameLength + (nameLength % 2);
		if (sizeAt + 4 > segment.length) return undefined;
		const size = segment.readUInt32BE(sizeAt);
		const data = segment.subarray(sizeAt + 4, sizeAt + 4 + size);
		if (id === iptcResource) return data;
		at = sizeAt + 4 + size + (size % 2);
	}
	return undefined;
}

function* dataSetsIn(records: Buffer): Generator<{ key: string; value: Buffer }> {
	let at = 0;
	while (at + 5 <= records.length && records[at] === 0x1c) {
		const key = `${records[at + 1]}:${records[at + 2]}`;
		let size = records.readUInt16BE(at + 3);
		at += 5;
		if ((size & 0x8000) !== 0) {
			const lengthOfSize = size & 0x7fff;
			if (lengthOfSize === 0 || lengthOfSize > 4 || at + lengthOfSize > records.length) return;
			size = records.readUIntBE(at, lengthOfSize);
			at += lengthOfSize;
		}
		yield { key, value: records.subarray(at, at + size) };
		at += size;
	}
}
