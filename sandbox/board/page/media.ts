/** The media of a folder, each with its thumbnail or how far its import is. */
import { button, byId, element, keepChildren } from './dom.ts';
import { act } from './live.ts';
import { post, read, Refusal } from './server.ts';
import { count, measures } from './words.ts';

interface Media {
	id: number;
	fileName: string;
	size: number;
	width: number | null;
	height: number | null;
	title: string;
	keywords: string[];
	version: number;
	/** Percent; null when the import is done. */
	progress: number | null;
	thumbnail: string;
	preview: string | null;
}

/** @param open the folder's id, or `unfiled` */
export async function showMedia(open: number | 'unfiled' | undefined, name: string): Promise<void> {
	const media = open === undefined ? [] : await find(open);
	const importing = media.filter(({ progress }) => progress !== null).length;
	const parts = [{ part: 'head', open, name, count: media.length, importing }, { part: 'media' }];
	keepChildren(
		byId('content'),
		parts,
		({ part }) => part,
		({ part }) =>
			part === 'media'
				? element('ul', { class: 'media', id: 'media', 'aria-label': 'Files in the folder' })
				: head(open === undefined ? 'Choose a folder' : name, media.length, importing),
	);
	keepChildren(byId('media'), media, ({ id }) => id, mediaCard);
}

async function find(open: number | 'unfiled'): Promise<Media[]> {
	try {
		return await read<Media[]>(
			open === 'unfiled' ? 'board/unfiled' : `board/folders/${open}/media`,
		);
	} catch (error) {
		if (error instanceof Refusal) return [];
		throw error;
	}
}

function head(name: string, mediaCount: number, importing: number): HTMLElement {
	const finish = button('Finish imports', { 'data-focus': 'finish' }, () =>
		act(async () => {
			await post('imports/finish');
			return 'Every import is done.';
		}),
	);
	const state = importing > 0 ? ` · ${count(importing, 'import')} under way` : '';
	return element(
		'header',
		{ class: 'job-head' },
		element('a', { class: 'back', href: '#' }, 'All folders'),
		element('h2', { tabindex: -1, 'data-focus': 'folder-name' }, name || 'There is no such folder'),
		element('p', { class: 'soft' }, `${count(mediaCount, 'file')}${state}`),
		importing > 0 && finish,
	);
}

function mediaCard(media: Media): HTMLElement {
	const { fileName, title, keywords, progress, preview, thumbnail } = media;
	const picture = element('img', { src: thumbnail, alt: title || fileName, loading: 'lazy' });
	const link =
		preview && element('a', { href: preview, target: '_blank', rel: 'noreferrer' }, picture);
	return element(
		'li',
		{ class: 'card' },
		element(
			'div',
			{ class: 'frame' },
			progress === null ? link || picture : bar(fileName, progress),
		),
		element('span', { class: 'name' }, title || fileName),
		title !== '' && element('span', { class: 'soft name' }, fileName),
		element('span', { class: 'soft' }, `${media.id} · ${measures(media)}`),
		keywords.length > 0 && element('span', { class: 'soft name' }, keywords.join(', ')),
	);
}

function bar(fileName: string, percent: number): HTMLElement {
	const label = `Import of ${fileName}`;
	return element(
		'div',
		{ class: 'importing' },
		element('progress', { max: 100, value: percent, 'aria-label': label }),
		element('span', { class: 'soft' }, `Importing, ${percent} %`),
	);
}
