import type { Client } from '../client/client';
import { fileTurn } from './transfer';

/**
 * Does a task for each of several files of one item, each in its turn. Once one of them fails, those whose turn has
 * not come are left out.
 *
 * @returns what the tasks gave, in the order of the files
 * @throws the first failure, when nothing is under way any more
 */
export async function allOrNone<F, T>(
	client: Client,
	files: F[],
	task: (file: F) => Promise<T>,
): Promise<T[]> {
	client.session.progress.expectMore(files.length - 1);
	const failures: Error[] = [];
	const done = files.map(
		async (file) =>
			await fileTurn(client, async () =>
				failures.length > 0 ? undefined : await task(file),
			).catch((error: Error) => {
				failures.push(error);
			}),
	);
	const given = await Promise.all(done);
	if (failures.length > 0) throw failures[0];
	return given as T[];
}
