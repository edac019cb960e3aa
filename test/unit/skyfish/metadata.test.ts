import { mergeMetadata } from '../../../nodes/Skyfish/api/metadata';

const current = {
	editorial: false,
	adult_content: false,
	keywords: { en: ['boy'], da: ['dreng'] },
	title: { en: 'Boy', da: 'Dreng' },
	description: null,
	iptc: { CopyrightNotice: 'A', Keywords: ['boy'] },
	geolocation: null,
	camera_created: 1407256925,
};

it('changes what was filled in, in one language, and keeps all else', () => {
	const changes = { title: 'Girl', description: 'A girl', keywords: ['girl'], editorial: true };
	expect(mergeMetadata(current, changes, 'en')).toEqual({
		...current,
		editorial: true,
		keywords: { en: ['girl'], da: ['dreng'] },
		title: { en: 'Girl', da: 'Dreng' },
		description: { en: 'A girl' },
	});
	expect(current.title.en).toBe('Boy');
});

it('empties a text that was filled in with nothing', () => {
	expect(mergeMetadata(current, { title: '' }, 'en').title).toEqual({ en: '', da: 'Dreng' });
});

it('sets a place and single IPTC fields', () => {
	const changes = {
		geolocation: { position: { latitude: 43.7034, longitude: 7.26627 } },
		iptc: { CopyrightNotice: 'B' },
	};
	expect(mergeMetadata(current, changes, 'en')).toEqual({
		...current,
		geolocation: { source: '1000', latitude: '43.7034', longitude: '7.26627' },
		iptc: { CopyrightNotice: 'B', Keywords: ['boy'] },
	});
});
