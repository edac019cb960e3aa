/** A file before and after, side by side. */
import { html } from './html.ts';
import type { View } from './html.ts';
import type { JobFile, Picture } from './jobTypes.ts';
import { measures } from './words.ts';

export function photoRow(file: JobFile): View {
	const { id, fileName, before } = file;
	const after = file.after.length > 0 ? file.after : [null];
	return html`
		<li key=${id} class="photo">
			<h4>${fileName}${verdict(file)}</h4>
			<div class="sides">
				${before && side('Before', fileName, before)}
				${after.map((picture) => side('After', fileName, picture))}
			</div>
			${remarks(file).map((remark) => html`<p class="soft">${remark}</p>`)}
		</li>
	`;
}

function side(label: string, fileName: string, picture: Picture | null): View {
	const alt = `${fileName}, ${label.toLowerCase()}`;
	const nothing = picture ? 'Nothing to show' : 'Not edited yet';
	const shown = picture?.preview
		? html`<a href=${picture.preview} target="_blank" rel="noreferrer">
				<img src=${picture.preview} alt=${alt} loading="lazy" />
			</a>`
		: html`<div class="no-picture">${nothing}</div>`;
	return html`
		<figure class=${label.toLowerCase()}>
			${shown}
			<figcaption><b>${label}</b> ${picture && measures(picture)}</figcaption>
		</figure>
	`;
}

function verdict({ acceptedByUser }: JobFile): View {
	if (acceptedByUser === null) return null;
	const [kind, word] = acceptedByUser ? ['good', 'Accepted'] : ['bad', 'Rejected'];
	return html`<span class="verdict" data-kind=${kind}>${word}</span>`;
}

function remarks(file: JobFile): string[] {
	const { complexityId, remarkToProcessor, remarkFromProcessor, rejectionReasons } = file;
	return [
		complexityId === null ? '' : `Complexity ${complexityId}`,
		rejectionReasons.length > 0 ? `Reasons: ${rejectionReasons.join('; ')}` : '',
		remarkToProcessor ? `To the editors: ${remarkToProcessor}` : '',
		remarkFromProcessor ? `From the editors: ${remarkFromProcessor}` : '',
	].filter(Boolean);
}
