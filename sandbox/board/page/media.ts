/** The media of a folder, each with its thumbnail or how far its import is. */
import { html, keyed, show } from './html.ts';
import type { View } from './html.ts';
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
	const title = open === undefined ? 'Choose a folder' : name || 'There is no such folder';
	const files = html`
		<ul class="media" id="media" aria-label="Files in the folder">
			${media.map(mediaCard)}
		</ul>
	`;
	show('content', keyed(open ?? 'none', [head(title, media), files]));
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

function head(title: string, media: Media[]): View {
	const importing = media.filter(({ progress }) => progress !== null).length;
	const finish = () =>
		act(async () => {
			await post('imports/finish');
			return 'Every import is done.';
		});
	const state = importing > 0 ? ` · ${count(importing, 'import')} under way` : '';
	return html`
		<header class="job-head">
			<a class="back" href="#">All folders</a>
			<h2 tabindex="-1">${title}</h2>
			<p class="soft">${count(media.length, 'file')}${state}</p>
			${importing > 0 && html`<button type="button" onClick=${finish}>Finish imports</button>`}
		</header>
	`;
}

function mediaCard(media: Media): View {
	const { id, fileName, title, keywords, progress, preview, thumbnail } = media;
	const picture = html`<img src=${thumbnail} alt=${title || fileName} loading="lazy" />`;
	const link = preview && html`<a href=${preview} target="_blank" rel="noreferrer">${picture}</a>`;
	return html`
		<li key=${id} class="card">
			<div class="frame">${progress === null ? link || picture : bar(fileName, progress)}</div>
			<span class="name">${title || fileName}</span>
			${title !== '' && html`<span class="soft name">${fileName}</span>`}
			<span class="soft">${id} · ${measures(media)}</span>
			${keywords.length > 0 && html`<span class="soft name">${keywords.join(', ')}</span>`}
		</li>
	`;
}

function bar(fileName: string, percent: number): View {
	return html`
		<div class="importing">
			<progress max="100" value=${percent} aria-label=${`Import of ${fileName}`} />
			<span class="soft">Importing, ${percent} %</span>
		</div>
	`;
}
