/** A file before and after, side by side. */
import { element } from './dom.ts';
import type { JobFile, Picture } from './jobTypes.ts';
import { measures } from './words.ts';

export function photoRow(file: JobFile): HTMLElement {
	const after = file.after.length > 0 ? file.after : [null];
	return element(
		'li',
		{ class: 'photo' },
		element('h4', {}, file.fileName, verdict(file)),
		element(
			'div',
			{ class: 'sides' },
			file.before && side('Before', file.fileName, file.before),
			...after.map((picture) => side('After', file.fileName, picture)),
		),
		...remarks(file).map((remark) => element('p', { class: 'soft' }, remark)),
	);
}

function side(label: string, fileName: string, picture: Picture | null): HTMLElement {
	const alt = `${fileName}, ${label.toLowerCase()}`;
	return element(
		'figure',
		{ class: label.toLowerCase() },
		picture?.preview
			? element(
					'a',
					{ href: picture.preview, target: '_blank', rel: 'noreferrer' },
					element('img', { src: picture.preview, alt, loading: 'lazy' }),
				)
			: element('div', { class: 'no-picture' }, picture ? 'Nothing to show' : 'Not edited yet'),
		element('figcaption', {}, element('b', {}, label), ' ', picture && measures(picture)),
	);
}

function verdict({ acceptedByUser }: JobFile): HTMLElement | null {
	if (acceptedByUser === null) return null;
	const [kind, word] = acceptedByUser ? ['good', 'Accepted'] : ['bad', 'Rejected'];
	return element('span', { class: 'verdict', 'data-kind': kind }, word);
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
