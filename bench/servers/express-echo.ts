/** What Express alone can do: the yardstick for every call of ours. */
import express from 'express';

const app = express();
app.use(express.json());
app.post('/', (request, response) => {
  response.json(request.body);
});
app.listen(Number(process.env.PORT), '127.0.0.1');
