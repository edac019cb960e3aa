import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { refused } from '../shared/refused';
import { objectIn } from '../shared/answer';
import { send } from '../shared/transport';
import { wait } from '../shared/wait';
import { BEING_IMPORTED, importProgress } from './mediaAnswers';
import { skyfish } from './skyfishService';

/** The first pause between two looks; each is longer than the one before. */
const FIRST_PAUSE_MS = 500;

/** No pause is longer. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Waits until a media that was uploaded is imported (`GET /media/:id` answers 202 until then; document
 * 003, 9.1.3).
 *
 * @param limitMs how long, in ms
 * @returns the media document
 * @throws NodeOperationError with the progress when the limit is reached
 */
export async function waitForImport(
	context: IExecutePaginationFunctions,
	media: number,
	limitMs: number,
): Promise<IDataObject> {
	const end = Date.now() + limitMs;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
		const request = { url: `/media/${media}` };
		const answer = await send(context, skyfish, request);
		if (answer.statusCode !== BEING_IMPORTED) return objectIn(context, answer) as IDataObject;
		const left = end - Date.now();
		if (left <= 0) {
			const progress = importProgress(answer);
			throw refused(
				context,
				`Media ${media} was uploaded, but is not imported yet${progress === undefined ? '' : ` (${progress} %)`}`,
				'Set a longer "Time Limit", or switch "Wait for Import" off. The file need not be uploaded again.',
			);
		}
		await wait(Math.min(pause, left), context.getExecutionCancelSignal());
	}
}
